import { Double, Int32, Long, type Document } from 'bson';
import { deserialize } from 'bson';
import { describe, expect, it } from 'vitest';
import type { RawValue } from '../bson/raw-value.ts';
import { rawDocument } from '../../testing/raw.ts';
import { compileGroup } from './group.ts';

function group(stage: Document, documents: Document[]): Document[] {
  const run = compileGroup(rawDocument(stage));
  const input = function* (): Generator<RawValue | undefined, void> {
    for (const document of documents) yield rawDocument(document);
  };
  return [...run(input())]
    .filter((document) => document !== undefined)
    .map((document) => deserialize(document.slice(), { promoteValues: false }));
}

function sumOf(...values: unknown[]): unknown {
  return group(
    { _id: null, sum: { $sum: '$n' } },
    values.map((n) => ({ n })),
  )[0]?.['sum'];
}

describe('$sum', () => {
  it.each<[string, unknown[], unknown]>([
    ['ints stay int', [1, 2], new Int32(3)],
    ['ints that overflow become long', [2 ** 31 - 1, 1], Long.fromNumber(2 ** 31)],
    ['a long makes it long', [1, Long.fromNumber(1)], Long.fromNumber(2)],
    ['longs that overflow become double', [Long.MAX_VALUE, Long.MAX_VALUE], new Double(2 ** 64)],
    ['a double makes it double', [1, new Double(2)], new Double(3)],
    ['other types do not count', ['x', null, [5], 2], new Int32(2)],
    ['nothing is zero', [], undefined],
  ])('%s', (_, values, expected) => {
    expect(sumOf(...values)).toEqual(expected);
  });
});

describe('$group', () => {
  const documents = [
    { s: 'a', n: 1, l: [{ v: 1 }, { v: 2 }] },
    { s: 'a', n: new Double(4) },
    { s: 'b', n: null },
    { n: 'x' },
  ];

  it('gives null where there is nothing to average or compare', () => {
    const figures = { mean: { $avg: '$n' }, least: { $min: '$n' }, most: { $max: '$n' } };
    expect(group({ _id: '$s', ...figures }, documents)).toEqual([
      { _id: 'a', mean: new Double(2.5), least: new Int32(1), most: new Double(4) },
      { _id: 'b', mean: null, least: null, most: null },
      { _id: null, mean: null, least: 'x', most: 'x' },
    ]);
  });

  it('takes constants, paths into arrays and documents of both', () => {
    expect(group({ _id: { s: '$s', c: 1 }, n: { $sum: 2 } }, documents)).toEqual([
      { _id: { s: 'a', c: new Int32(1) }, n: new Int32(4) },
      { _id: { s: 'b', c: new Int32(1) }, n: new Int32(2) },
      { _id: { c: new Int32(1) }, n: new Int32(2) },
    ]);
    expect(group({ _id: '$l.v' }, documents.slice(0, 1))).toEqual([
      { _id: [new Int32(1), new Int32(2)] },
    ]);
  });

  it.each<[Document, number]>([
    [{ n: { $sum: 1 } }, 15955],
    [{ _id: 1, n: 5 }, 40234],
    [{ _id: 1, n: { $sum: 1, $avg: 1 } }, 40238],
    [{ _id: 1, 'a.b': { $sum: 1 } }, 40235],
    [{ _id: { $add: [1] } }, 168],
    [{ _id: '$$ROOT' }, 238],
  ])('%j is refused with %i', (stage, code) => {
    expect(() => compileGroup(rawDocument(stage))).toThrow(expect.objectContaining({ code }));
  });
});
