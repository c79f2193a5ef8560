import type { Document } from 'bson';
import { describe, expect, it } from 'vitest';
import { plain, rawDocument } from '../../testing/raw.ts';
import { compileProjection } from './projection.ts';

const document = { _id: 1, a: { b: 1, c: 2 }, list: [{ v: 1, w: 2 }, 5, [{ v: 3 }]], z: 0 };

describe('projections', () => {
  it.each<[Document, Document]>([
    [{}, document],
    [{ z: 1 }, { _id: 1, z: 0 }],
    [{ z: 1, _id: 0 }, { z: 0 }],
    [{ _id: 1 }, { _id: 1 }],
    [{ _id: 0 }, { a: document.a, list: document.list, z: 0 }],
    [{ 'a.b': 1 }, { _id: 1, a: { b: 1 } }],
    [
      { a: 0, list: 0 },
      { _id: 1, z: 0 },
    ],
    [
      { a: 0, list: 0, _id: 1 },
      { _id: 1, z: 0 },
    ],
    [{ 'list.v': 1 }, { _id: 1, list: [{ v: 1 }, [{ v: 3 }]] }],
    [
      { 'list.v': 0, a: 0 },
      { _id: 1, list: [{ w: 2 }, 5, [{}]], z: 0 },
    ],
    [{ 'z.inside': 1 }, { _id: 1 }],
    [
      { 'z.inside': 0, a: 0, list: 0 },
      { _id: 1, z: 0 },
    ],
    [{ none: true }, { _id: 1 }],
  ])('%j', (projection, expected) => {
    expect(plain(compileProjection(rawDocument(projection))(rawDocument(document)))).toEqual(
      expected,
    );
  });

  it.each<[Document, number]>([
    [{ a: 1, z: 0 }, 31254],
    [{ a: 0, z: 1 }, 31253],
    [{ a: 1, 'a.b': 1 }, 31249],
    [{ a: '$z' }, 238],
    [{ list: { $slice: 1 } }, 238],
    [{ 'a..b': 1 }, 56],
  ])('%j is refused with %i', (projection, code) => {
    expect(() => compileProjection(rawDocument(projection))).toThrow(
      expect.objectContaining({ code }),
    );
  });
});
