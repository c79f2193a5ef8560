import { Decimal128, Double, Long, type Document } from 'bson';
import { describe, expect, it } from 'vitest';
import { plain, rawDocument } from '../../testing/raw.ts';
import { applyUpdate } from './apply.ts';
import { compileUpdate } from './compile.ts';

function updated(document: Document, update: Document, isInsert = false): Document {
  return plain(applyUpdate(rawDocument(document), compileUpdate(rawDocument(update)), isInsert));
}

describe('an update', () => {
  it.each<[Document, Document, Document]>([
    [{ a: 1 }, { $set: { a: 2, 'b.c': 3 } }, { a: 2, b: { c: 3 } }],
    [{ a: [1, 2] }, { $set: { 'a.1': 5, 'a.3': 7 } }, { a: [1, 5, null, 7] }],
    [{ a: [{ b: 1 }] }, { $set: { 'a.0.b': 2, 'a.0.c': 3 } }, { a: [{ b: 2, c: 3 }] }],
    [{ a: 1, b: { c: 1, d: 2 } }, { $unset: { a: '', 'b.c': '', 'x.y': '' } }, { b: { d: 2 } }],
    [{ a: [1, 2] }, { $unset: { 'a.0': '' } }, { a: [null, 2] }],
    [{ a: 1 }, { $inc: { a: 2, n: 5 } }, { a: 3, n: 5 }],
    [{ a: 5, b: 5 }, { $min: { a: 3, b: 7, c: 1 } }, { a: 3, b: 5, c: 1 }],
    [{ a: 5, b: 5 }, { $max: { a: 3, b: 7, c: 1 } }, { a: 5, b: 7, c: 1 }],
    [{ a: 5 }, { $max: { a: 'text' } }, { a: 'text' }],
    [{ a: [1] }, { $push: { a: 2, b: 1 } }, { a: [1, 2], b: [1] }],
    [{ a: [1] }, { $push: { a: [2] } }, { a: [1, [2]] }],
    [{ a: [1, 2] }, { $push: { a: { $each: [3, 4], $slice: -3 } } }, { a: [2, 3, 4] }],
    [{ a: [1, 2] }, { $push: { a: { $each: [3], $slice: 2 } } }, { a: [1, 2] }],
    [{ a: [1, 2] }, { $push: { a: { $each: [], $slice: 0 } } }, { a: [] }],
    [{ a: [1, 1] }, { $addToSet: { a: { $each: [1, 2, 2] } } }, { a: [1, 1, 2] }],
    [{ a: [{ b: 1 }] }, { $addToSet: { a: { b: new Double(1) } } }, { a: [{ b: 1 }] }],
    [{ a: [1, 2, 1] }, { $pull: { a: 1, none: 1 } }, { a: [2] }],
    [{ a: [1, 5, 9] }, { $pull: { a: { $gte: 5, $ne: 9 } } }, { a: [1, 9] }],
    [
      { a: [{ b: 1, c: 1 }, { b: 1 }, 5] },
      { $pull: { a: { b: 1, c: { $exists: false } } } },
      { a: [{ b: 1, c: 1 }, 5] },
    ],
    [{ a: [[1], [2]] }, { $pull: { a: [1] } }, { a: [[2]] }],
    [{ a: [[9], 1] }, { $pull: { a: { $gte: 5 } } }, { a: [1] }],
    [{}, { $setOnInsert: { a: 1 } }, {}],
  ])('of %j by %j', (document, update, expected) => {
    expect(updated({ _id: 1, ...document }, update)).toEqual({ _id: 1, ...expected });
  });

  it('does $setOnInsert for an insert', () => {
    expect(updated({}, { $setOnInsert: { a: 1 } }, true)).toEqual({ a: 1 });
  });

  it('adds new fields in the order of their names, numbers as numbers', () => {
    const names = Object.keys(updated({ z: 1 }, { $set: { c: 1, a: 1 }, $inc: { b: 1 } }));
    expect(names).toEqual(['z', 'a', 'b', 'c']);
    expect(updated({ a: [] }, { $set: { 'a.10': 10, 'a.9': 9 } })['a']).toHaveLength(11);
  });

  it('keeps the places of fields that it changes', () => {
    const changes = { $set: { c: 9, 'b.y': 9, n: 1 }, $unset: { a: '', 'b.x': '' } };
    const after = updated({ a: 1, b: { x: 1, y: 2, z: 3 }, c: 4, d: 5 }, changes);
    expect(JSON.stringify(after)).toBe('{"b":{"y":9,"z":3},"c":9,"d":5,"n":1}');
  });

  it('copies the bytes of what it does not touch', () => {
    const before = rawDocument({
      d: new Double(1),
      l: Long.fromNumber(1),
      sub: { d: new Double(2) },
    });
    const after = applyUpdate(before, compileUpdate(rawDocument({ $unset: { x: '' } })), false);
    expect(after.equals(before)).toBe(true);
  });

  it.each<[Document, number]>([
    [{ $set: { 'n.x': 1 } }, 28],
    [{ $set: { 'list.x': 1 } }, 28],
    [{ $inc: { list: 1 } }, 14],
    [{ $inc: { big: Long.MAX_VALUE } }, 2],
    [{ $push: { n: 1 } }, 2],
    [{ $pull: { n: 1 } }, 2],
    [{ $set: { _id: 2 } }, 66],
    [{ $unset: { _id: '' } }, 66],
    [{ $set: { 'list.9999999': 1 } }, 2],
  ])('%j is refused with %i', (update, code) => {
    const document = { _id: 1, n: 5, list: [1], big: Long.fromNumber(5) };
    expect(() => updated(document, update)).toThrow(expect.objectContaining({ code }));
  });

  it.each<[Document, number]>([
    [{ n: 1 }, 238],
    [{ $set: 5 }, 9],
    [{ $set: { '': 1 } }, 56],
    [{ $set: { 'a..b': 1 } }, 56],
    [{ $set: { 'a.$.b': 1 } }, 238],
    [{ $set: { a: new Decimal128('1') } }, 2],
    [{ $push: { a: { b: [/x/] } } }, 2],
    [{ $push: { a: { $each: 5 } } }, 2],
    [{ $push: { a: { $each: [], $slice: 1.5 } } }, 2],
    [{ $push: { a: { $each: [], $sort: 1 } } }, 2],
    [{ $set: { a: 1 }, $unset: { 'a.b': 1 } }, 40],
    [{ $set: { a: 1 }, $unset: { a: 1 }, $frob: {} }, 40],
    [{ $frob: {}, $set: { a: 1 }, $unset: { a: 1 } }, 9],
  ])('%j cannot be compiled: %i', (update, code) => {
    expect(() => compileUpdate(rawDocument(update))).toThrow(expect.objectContaining({ code }));
  });
});
