import { BsonType, type RawValue } from '../bson/raw-value.ts';
import { afterAllKeys, keyOf, keyTag, prefixEnd, type Direction } from '../keys.ts';
import type { Condition } from '../query/condition.ts';

/** A stretch of an index: keys from `low` up to but not including `high`. */
export interface Interval {
  readonly low: Buffer;
  readonly high: Buffer;
}

/** What a filter says about one field of an index. */
export type FieldBounds =
  | { readonly kind: 'points'; readonly keys: readonly Buffer[] }
  | { readonly kind: 'range'; readonly low: Bound; readonly high: Bound };

/** A place before or after all keys that begin with `key`. */
interface Bound {
  readonly key: Buffer;
  readonly side: 'before' | 'after';
}

/**
 * The bounds that conditions on one path give, or `undefined` when they give none. On a multikey
 * index one condition alone may be used: another may hold for another item of the same array.
 */
export function boundsOf(
  conditions: readonly Condition[],
  isMultikey: boolean,
): FieldBounds | undefined {
  let best: FieldBounds | undefined;
  for (const condition of conditions) {
    const bounds = boundsOfOne(condition);
    if (bounds === undefined) continue;
    if (bounds.kind === 'points') {
      if (best?.kind !== 'points' || bounds.keys.length < best.keys.length) best = bounds;
    } else if (best === undefined) best = bounds;
    else if (best.kind === 'range' && !isMultikey) best = intersect(best, bounds);
  }
  return best;
}

function boundsOfOne(condition: Condition): FieldBounds | undefined {
  if (condition.kind === 'in') {
    if (condition.values.some(isArray)) return undefined;
    return { kind: 'points', keys: distinct(condition.values.map(keyOf)) };
  }
  if (condition.kind !== 'compare' || isArray(condition.value)) return undefined;
  const key = keyOf(condition.value);
  const tag = Buffer.from([keyTag(condition.value)]);
  switch (condition.operator) {
    case '$eq':
      return { kind: 'points', keys: [key] };
    case '$gt':
      return { kind: 'range', low: { key, side: 'after' }, high: { key: tag, side: 'after' } };
    case '$gte':
      return { kind: 'range', low: { key, side: 'before' }, high: { key: tag, side: 'after' } };
    case '$lt':
      return { kind: 'range', low: { key: tag, side: 'before' }, high: { key, side: 'before' } };
    case '$lte':
      return { kind: 'range', low: { key: tag, side: 'before' }, high: { key, side: 'after' } };
  }
}

/** An array to equal is not one key of a multikey index, so it gives no bounds. */
function isArray(value: RawValue): boolean {
  return value.type === BsonType.array;
}

function intersect(a: FieldBounds, b: FieldBounds): FieldBounds {
  if (a.kind !== 'range' || b.kind !== 'range') return a;
  const low = Buffer.compare(edge(a.low), edge(b.low)) >= 0 ? a.low : b.low;
  const high = Buffer.compare(edge(a.high), edge(b.high)) <= 0 ? a.high : b.high;
  return { kind: 'range', low, high };
}

/** The intervals of an index that are `prefix` followed by the bounds of the next field. */
export function extend(prefix: Buffer, bounds: FieldBounds, direction: Direction): Interval[] {
  if (bounds.kind === 'points') {
    return bounds.keys.map((key) => {
      const low = Buffer.concat([prefix, direction === 1 ? key : inverted(key)]);
      return { low, high: prefixEnd(low) };
    });
  }
  const [first, last] =
    direction === 1 ? [bounds.low, bounds.high] : [mirrored(bounds.high), mirrored(bounds.low)];
  return [{ low: place(prefix, first), high: place(prefix, last) }];
}

/** All keys that begin with `prefix`. */
export function wholePrefix(prefix: Buffer): Interval {
  return { low: prefix, high: prefix.length === 0 ? afterAllKeys : prefixEnd(prefix) };
}

function inverted(key: Buffer): Buffer {
  return Buffer.from(key.map((byte) => ~byte & 0xff));
}

function mirrored(bound: Bound): Bound {
  return { key: inverted(bound.key), side: bound.side === 'before' ? 'after' : 'before' };
}

function edge(bound: Bound): Buffer {
  return place(Buffer.alloc(0), bound);
}

function place(prefix: Buffer, bound: Bound): Buffer {
  const key = Buffer.concat([prefix, bound.key]);
  return bound.side === 'before' ? key : prefixEnd(key);
}

function distinct(keys: readonly Buffer[]): Buffer[] {
  const found = new Map(keys.map((key) => [key.toString('latin1'), key]));
  return [...found.values()];
}
