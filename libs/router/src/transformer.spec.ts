import superjson from 'superjson';
import { describe, expect, it } from 'vitest';
import { transformer } from './transformer.ts';

const { deserialize, serialize } = transformer.input;

const nested = (depth: number): unknown => {
  let value: unknown = 1;
  for (let level = 0; level < depth; level++) value = [value];
  return value;
};

describe('inputs', () => {
  it('keep times and plain values', () => {
    const input = { from: new Date(5), tags: ['a'], note: undefined, limit: 3 };
    expect(deserialize(JSON.parse(JSON.stringify(superjson.serialize(input))))).toEqual(input);
    expect(deserialize(serialize(new Date(7)))).toEqual(new Date(7));
  });

  it('may name the same thing twice', () => {
    const at = new Date(5);
    expect(deserialize(superjson.serialize({ from: at, to: at }))).toEqual({ from: at, to: at });
  });

  it.each([
    ['no envelope', []],
    ['text', 'x'],
    ['nothing', null],
    ['a regular expression', { json: '/(a+)+$/', meta: { values: ['regexp'] } }],
    ['a class', { json: 0, meta: { values: [['custom', 'x']] } }],
    ['a map', { json: { a: [] }, meta: { values: { a: ['map'] } } }],
    ['a date at a prototype', { json: { a: 1 }, meta: { values: { '__proto__.x': ['Date'] } } }],
    ['an object without the member', { url: 'http://a.example' }],
    ['33 levels', { json: nested(33) }],
    ['20,000 levels', { json: nested(20_000) }],
  ])('are refused with %s', (_what, input) => {
    expect(() => deserialize(input)).toThrow(expect.objectContaining({ code: 'BAD_REQUEST' }));
    expect(Reflect.get({}, 'x')).toBeUndefined();
  });

  it('may be left out', () => {
    expect(deserialize({})).toBeUndefined();
  });

  it('cannot point into a prototype by a reference', () => {
    const meta = { referentialEqualities: { a: ['constructor.prototype.y'] } };
    expect(deserialize({ json: { a: { b: 1 } }, meta })).toEqual({ a: { b: 1 } });
    expect(Reflect.get({}, 'y')).toBeUndefined();
  });
});
