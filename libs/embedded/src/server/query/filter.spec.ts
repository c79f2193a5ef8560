import type { Document } from 'bson';
import { describe, expect, it } from 'vitest';
import { rawDocument } from '../../testing/raw.ts';
import { matches } from './condition.ts';
import { compileFilter } from './filter.ts';

const documents: readonly Document[] = [
  { _id: 1, a: 1 },
  { _id: 2, a: null },
  { _id: 3 },
  { _id: 4, a: [] },
  { _id: 5, a: [1, 5] },
  { _id: 6, a: { b: 1, c: 2 } },
  { _id: 7, a: { c: 2, b: 1 } },
  { _id: 8, a: [{ b: 1 }, { b: 5 }, {}] },
  { _id: 9, a: 'Straße' },
  { _id: 10, a: Number.NaN },
  { _id: 11, a: [[1]] },
];

function found(filter: Document): unknown[] {
  const condition = compileFilter(rawDocument(filter));
  return documents
    .filter((one) => matches(condition, rawDocument(one)))
    .map(({ _id }) => _id as unknown);
}

describe('a filter', () => {
  it.each<[Document, number[]]>([
    [{}, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]],
    [{ a: 1 }, [1, 5]],
    [{ a: null }, [2, 3]],
    [{ a: [] }, [4]],
    [{ a: [1, 5] }, [5]],
    [{ a: [1] }, [11]],
    [{ a: { b: 1, c: 2 } }, [6]],
    [{ a: { $gt: 3 } }, [5]],
    [{ a: { $lt: 3 } }, [1, 5]],
    [{ a: { $gt: 1, $lt: 5 } }, [5]],
    [{ a: { $gte: null } }, [2, 3]],
    [{ a: Number.NaN }, [10]],
    [{ a: { $gte: Number.NaN } }, [10]],
    [{ a: { $ne: null } }, [1, 4, 5, 6, 7, 8, 9, 10, 11]],
    [{ a: { $in: [null, 5] } }, [2, 3, 5]],
    [{ a: { $nin: [null, 1] } }, [4, 6, 7, 8, 9, 10, 11]],
    [{ a: { $in: [] } }, []],
    [{ a: { $exists: true } }, [1, 2, 4, 5, 6, 7, 8, 9, 10, 11]],
    [{ a: { $exists: false } }, [3]],
    [{ 'a.b': 1 }, [6, 7, 8]],
    [{ 'a.b': { $gt: 1 } }, [8]],
    [{ 'a.1.b': 5 }, [8]],
    [{ 'a.1': 5 }, [5]],
    [{ 'a.b': null }, [1, 2, 3, 8, 9, 10]],
    [{ 'a.b': { $exists: false } }, [1, 2, 3, 4, 5, 9, 10, 11]],
    [{ a: { $regex: '^str', $options: 'i' } }, [9]],
    [{ a: /SSE/i }, []],
    [{ a: /aß/ }, [9]],
    [{ $or: [{ a: 1 }, { a: 'Straße' }] }, [1, 5, 9]],
    [{ $and: [{ a: 1 }, { a: 5 }] }, [5]],
    [{ _id: { $gt: 8 }, $or: [{ a: 1 }, { _id: 11 }] }, [11]],
  ])('%j', (filter, expected) => {
    expect(found(filter)).toEqual(expected);
  });

  it('takes every escaped character that is no letter or digit for itself, as PCRE does', () => {
    const characters = Array.from({ length: 0x7f - 0x20 }, (_, i) =>
      String.fromCodePoint(0x20 + i),
    );
    for (const character of [...characters.filter((c) => !/[\da-z]/i.test(c)), 'ä', '😀']) {
      for (const $regex of [`^\\${character}$`, `^[\\${character}]$`]) {
        const condition = compileFilter(rawDocument({ a: { $regex } }));
        expect(matches(condition, rawDocument({ a: character })), $regex).toBe(true);
        expect(matches(condition, rawDocument({ a: 'x' })), $regex).toBe(false);
      }
    }
  });

  it.each<[Document, number]>([
    [{ a: { $size: 1 } }, 2],
    [{ $nor: [{ a: 1 }] }, 2],
    [{ $or: [] }, 2],
    [{ $and: [5] }, 2],
    [{ a: { $in: 5 } }, 2],
    [{ a: { $in: [/x/] } }, 2],
    [{ a: { $options: 'i' } }, 2],
    [{ a: { $regex: 5 } }, 2],
    [{ a: { $regex: '(' } }, 51091],
    [{ a: { $regex: '(a+)+$' } }, 51091],
    [{ a: { $regex: 'a*' } }, 51091],
    [{ a: { $regex: 'a|b' } }, 51091],
    [{ a: { $regex: 'a.b' } }, 51091],
    [{ a: { $regex: 'a?a?' } }, 51091],
    [{ a: { $regex: 'a{9}' } }, 51091],
    [{ a: { $regex: '[a-z]' } }, 51091],
    [{ a: { $regex: '[^a]' } }, 51091],
    [{ a: { $regex: '\\d' } }, 51091],
    [{ a: { $regex: 'a$b' } }, 51091],
    [{ a: { $regex: 'x', $options: 'm' } }, 51108],
    [{ a: { $gt: 1, b: 2 } }, 2],
  ])('%j is refused with %i', (filter, code) => {
    expect(() => compileFilter(rawDocument(filter))).toThrow(expect.objectContaining({ code }));
  });
});
