import fc from 'fast-check';
import superjson from 'superjson';
import { describe, expect, it } from 'vitest';
import { serializeOutput } from './serialize-output.ts';

const sent = (value: unknown): string => JSON.stringify(serializeOutput(value));
/** What a client makes of what it is sent. */
const received = (value: unknown): unknown => superjson.parse(sent(value));

const names = fc.oneof(fc.constantFrom('at', 'a.b', 'a\\b', '', 'toJSON'), fc.string());
const leaves = fc.oneof(
  ...[fc.string(), fc.boolean(), fc.constant(null), fc.double(), fc.integer(), fc.bigInt()],
  fc.date(),
  fc.constant(new Date(Number.NaN)),
);
const answers = fc.letrec((tie) => ({
  any: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaves,
    fc.array(tie('any'), { maxLength: 5 }),
    fc.dictionary(names, tie('any'), { maxKeys: 5, noNullPrototype: true }),
  ),
})).any;

describe('answers', () => {
  it('are written as superjson writes them', () => {
    fc.assert(
      fc.property(answers, (answer) => {
        let expected: string;
        try {
          expected = superjson.stringify(structuredClone(answer));
        } catch (error) {
          // Names that could reach into a prototype are refused alike.
          expect(() => sent(answer)).toThrow((error as Error).message);
          return;
        }
        expect(JSON.parse(sent(structuredClone(answer)))).toEqual(JSON.parse(expected));
      }),
      { numRuns: 2_000 },
    );
  });

  it('say the same thing twice where it occurs twice', () => {
    const at = new Date(5);
    const one = { at, tags: ['a'] };
    expect(received({ first: one, second: one, at })).toEqual({ first: one, second: one, at });
    expect(sent({ first: one, second: one })).not.toContain('referentialEqualities');
  });

  it('leave out what is undefined, as JSON does, and keep its place in a list', () => {
    expect(received({ a: undefined, b: 1 })).toEqual({ b: 1 });
    expect(received([undefined, 1])).toEqual([undefined, 1]);
    expect(received(undefined)).toBeUndefined();
  });

  it.each([
    ['a time', new Date(7)],
    ['nothing', null],
    ['a map', { a: new Map([['x', new Date(1)]]) }],
    ['a set', [new Set([1, 2])]],
    ['what is no number', { a: Number.NaN, b: -Infinity }],
    ['an address', { a: new URL('https://example.org/') }],
  ])('of %s are read as they were', (_what, value) => {
    expect(received(value)).toEqual(value);
  });

  it('that go round in circles come to an end', () => {
    const round: Record<string, unknown> = { at: new Date(1) };
    round['self'] = round;
    expect(received({ round })).toMatchObject({ round: { at: new Date(1) } });
  });
});
