import type { Document } from 'bson';
import { expect, it } from 'vitest';
import { rawDocument } from '../../testing/raw.ts';
import { changedFields } from './changed-fields.ts';

it.each<[string, Document, Document, string[]]>([
  ['nothing', { a: 1, b: 'x' }, { a: 1, b: 'x' }, []],
  ['a value', { a: 1, b: 1, c: 1 }, { a: 1, b: 2, c: 1 }, ['b']],
  ['a type', { a: null }, { a: '' }, ['a']],
  ['a value inside', { a: { b: [1, { c: 1 }] }, d: 1 }, { a: { b: [1, { c: 2 }] }, d: 1 }, ['a']],
  ['a length', { a: 'x', b: 1 }, { a: 'xyz', b: 1 }, ['a']],
  ['a new field at the end', { a: 1 }, { a: 1, b: 1 }, ['b']],
  ['no field any more', { a: 1 }, {}, ['a']],
  ['a field taken away, and what follows', { a: 1, b: 1, c: 1 }, { a: 1, c: 1 }, ['b', 'c']],
  ['the order', { a: 1, b: 1, c: 1 }, { b: 1, a: 1, c: 1 }, ['a', 'b', 'c']],
  ['a name that another begins with', { a: 1 }, { ab: 1 }, ['a', 'ab']],
])('sees %s', (_, before, after, expected) => {
  expect([...changedFields(rawDocument(before), rawDocument(after))].sort()).toEqual(expected);
});
