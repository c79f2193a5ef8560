import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { storedValue } from '../testing/arbitraries.ts';
import { compareBson } from '../testing/bson-order.ts';
import { rawValue } from '../testing/raw.ts';
import { compareValues, KeyBuilder, keyOf, prefixEnd, type Direction } from './keys.ts';

/** -1, 0 or 1, and never the other zero. */
function sign(order: number): number {
  return Math.sign(order) + 0;
}

describe('keys', () => {
  it('sort as BSON values of all stored types do', () => {
    fc.assert(
      fc.property(storedValue, storedValue, (left, right) => {
        const order = Buffer.compare(keyOf(rawValue(left)), keyOf(rawValue(right)));
        expect(sign(order)).toBe(sign(compareBson(left, right)));
      }),
      { numRuns: 5000 },
    );
  });

  it('agree with the comparison of values', () => {
    fc.assert(
      fc.property(storedValue, storedValue, (left, right) => {
        const [a, b] = [rawValue(left), rawValue(right)];
        expect(sign(compareValues(a, b))).toBe(sign(Buffer.compare(keyOf(a), keyOf(b))));
      }),
      { numRuns: 2000 },
    );
  });

  it('sort by their components in turn, each in its direction', () => {
    const directions = fc.constantFrom<Direction>(1, -1);
    fc.assert(
      fc.property(
        fc.array(fc.tuple(storedValue, storedValue, directions), { minLength: 1, maxLength: 3 }),
        (components) => {
          const left = new KeyBuilder();
          const right = new KeyBuilder();
          let expected = 0;
          for (const [a, b, direction] of components) {
            left.add(rawValue(a), direction);
            right.add(rawValue(b), direction);
            expected ||= compareBson(a, b) * direction;
          }
          expect(sign(Buffer.compare(left.take(), right.take()))).toBe(sign(expected));
        },
      ),
      { numRuns: 3000 },
    );
  });

  it('sort texts by their bytes, also when one begins another or has a zero byte', () => {
    const texts = ['', '\0', '\0\0', 'a', 'a\0', 'a\0b', 'a\u0001', 'aa', '\uffff', '\u{1f600}'];
    const sorted = texts.toSorted((a, b) => keyOf(rawValue(a)).compare(keyOf(rawValue(b))));
    expect(sorted).toEqual(texts);
  });

  it('count a missing value as null and both zeros as one', () => {
    expect(keyOf(undefined)).toEqual(keyOf(rawValue(null)));
    expect(keyOf(rawValue(-0))).toEqual(keyOf(rawValue(0)));
  });

  it.each([
    { prefix: '0a', end: '0b' },
    { prefix: '0aff', end: '0b' },
    { prefix: 'ffff', end: 'ff' },
  ])('$prefix ends before $end', ({ prefix, end }) => {
    expect(prefixEnd(Buffer.from(prefix, 'hex')).toString('hex')).toBe(end);
  });
});
