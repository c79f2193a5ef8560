import type { Document } from 'bson';
import { describe, expect, it } from 'vitest';
import { rawDocument, rawValue } from '../../testing/raw.ts';
import { keyOf } from '../keys.ts';
import { emptyArrayValue } from '../bson/raw-value.ts';
import { parseKeyPattern } from './index-definition.ts';
import { keysOf } from './index-keys.ts';

function keys(
  document: Document,
  pattern: Document,
  sparse = false,
): { hex: string[]; isMultikey: boolean } {
  const found = keysOf(rawDocument(document), parseKeyPattern(rawDocument(pattern)), sparse);
  return {
    hex: found.keys.map(({ bytes }) => bytes.toString('hex')),
    isMultikey: found.isMultikey,
  };
}

/** The key of ascending components that have these values. */
function key(...values: unknown[]): string {
  return values.map((value) => keyOf(rawValue(value)).toString('hex')).join('');
}

describe('the keys of a document', () => {
  it.each<[string, Document, Document, string[]]>([
    ['a value', { a: 1 }, { a: 1 }, [key(1)]],
    ['a missing value', {}, { a: 1 }, [key(null)]],
    ['a nested value', { a: { b: 'x' } }, { 'a.b': 1 }, [key('x')]],
    ['a path through a scalar', { a: 5 }, { 'a.b': 1 }, [key(null)]],
    ['two fields', { a: 1, b: 2 }, { b: 1, a: 1 }, [key(2, 1)]],
    ['a sub-document', { a: { b: 1 } }, { a: 1 }, [key({ b: 1 })]],
    ['an array', { a: [2, 1, 2] }, { a: 1 }, [key(2), key(1)]],
    ['an empty array', { a: [] }, { a: 1 }, [keyOf(emptyArrayValue).toString('hex')]],
    ['an array of arrays', { a: [[1]] }, { a: 1 }, [key([1])]],
    ['items', { a: [{ b: 1 }, { b: 2 }, 3] }, { 'a.b': 1 }, [key(1), key(2), key(null)]],
    ['an empty array on the way', { a: [] }, { 'a.b': 1 }, [key(null)]],
    [
      'one array twice',
      { a: [{ b: 1, c: 2 }, { b: 3 }] },
      { 'a.b': 1, 'a.c': 1 },
      [key(1, 2), key(3, null)],
    ],
    ['an array beside a value', { a: [1, 2], b: 5 }, { b: 1, a: 1 }, [key(5, 1), key(5, 2)]],
    [
      'an array in an array',
      { a: [{ b: [1, 2] }, { b: 3 }] },
      { 'a.b': 1 },
      [key(1), key(2), key(3)],
    ],
    ['a position', { a: [7, 8] }, { 'a.1': 1 }, [key(8)]],
  ])('%s', (_, document, pattern, expected) => {
    expect(keys(document, pattern).hex).toEqual(expected);
  });

  it('are none for a sparse index when no field exists', () => {
    expect(keys({ c: 1 }, { a: 1, b: 1 }, true).hex).toEqual([]);
    expect(keys({ b: null }, { a: 1, b: 1 }, true).hex).toEqual([key(null, null)]);
  });

  it('say whether an array was on the way', () => {
    expect(keys({ a: [1] }, { a: 1 }).isMultikey).toBe(true);
    expect(keys({ a: 1 }, { a: 1 }).isMultikey).toBe(false);
  });

  it('are refused for two arrays', () => {
    expect(() => keys({ a: [1], b: [2] }, { a: 1, b: 1 })).toThrow(
      expect.objectContaining({ code: 171 }),
    );
  });
});
