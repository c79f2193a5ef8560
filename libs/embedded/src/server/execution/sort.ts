import { type RawValue } from '../bson/raw-value.ts';
import { ServerError } from '../bson/errors.ts';
import { keysOf, type DocumentKey, type KeyField } from '../storage/index-keys.ts';
import type { Stream } from './scan.ts';

// MongoDB's limit for sorts in memory; https://www.mongodb.com/docs/manual/reference/limits/
const maxSortBytes = 100 * 1024 * 1024;
const overheadBytes = 256;

interface Sortable<T> {
  readonly key: Buffer;
  readonly item: T;
}

/**
 * Gives the items in the order of `fields`, the first `limit` of them. Items with equal keys keep
 * their order. Throws 292 when more must be held than MongoDB would hold.
 */
export function* sorted<T>(
  items: Stream<T>,
  documentOf: (item: T) => RawValue,
  fields: readonly KeyField[],
  limit: number,
): Stream<T> {
  let held: Sortable<T>[] = [];
  let bytes = 0;
  for (const item of items) {
    if (item === undefined) {
      yield undefined;
      continue;
    }
    const document = documentOf(item);
    held.push({ key: sortKey(document, fields), item });
    bytes += document.end - document.start + overheadBytes;
    if (held.length >= 2 * limit + 64) {
      held = held.sort(byKey).slice(0, limit);
      bytes = held.reduce((sum, one) => sum + sizeOf(documentOf(one.item)), 0);
    }
    if (bytes > maxSortBytes) {
      throw new ServerError(
        292,
        'Sort exceeded memory limit of 104857600 bytes. Add an index that gives this order, or a limit.',
      );
    }
  }
  for (const { item } of held.sort(byKey).slice(0, limit)) yield item;
}

/** A document sorts by its smallest key under the pattern, like in an index. */
function sortKey(document: RawValue, fields: readonly KeyField[]): Buffer {
  const [first, ...others] = keysFor(document, fields);
  let smallest = first?.bytes ?? Buffer.alloc(0);
  for (const { bytes } of others) if (bytes.compare(smallest) < 0) smallest = bytes;
  return smallest;
}

function keysFor(document: RawValue, fields: readonly KeyField[]): readonly DocumentKey[] {
  try {
    return keysOf(document, fields, false).keys;
  } catch (error) {
    const isParallel = error instanceof ServerError && error.code === 171;
    throw isParallel ? new ServerError(2, 'cannot sort with keys that are parallel arrays') : error;
  }
}

function sizeOf(document: RawValue): number {
  return document.end - document.start + overheadBytes;
}

function byKey(a: Sortable<unknown>, b: Sortable<unknown>): number {
  return a.key.compare(b.key);
}
