import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isSameValue } from './same-value.ts';

it('takes a copy for the same, whatever the order of its fields', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(isSameValue(value, structuredClone(value))).toBe(true);
    }),
  );
  expect(isSameValue({ a: 1, b: new Date(5) }, { b: new Date(5), a: 1 })).toBe(true);
});

it.each([
  [{ a: 1 }, { a: 2 }],
  [{ a: 1 }, { b: 1 }],
  [{ a: undefined }, { b: undefined }],
  [{ a: 1 }, { a: 1, b: 2 }],
  [
    [1, 2],
    [2, 1],
  ],
  [[], {}],
  [null, {}],
  [new Date(1), new Date(2)],
  [new Date(1), {}],
  ['1', 1],
])('tells %j from %j', (a, b) => {
  expect(isSameValue(a, b)).toBe(false);
  expect(isSameValue(b, a)).toBe(false);
});
