import { TARGET_KINDS, type TargetKind, type TargetSort } from '@app/domain';
import type { TargetOrderFilter } from '@app/monitoring';
import type { QueryFilter } from 'mongoose';
import * as z from 'zod';
import { toObjectId } from '../common/ids.ts';
import { CursorDate, CursorId, readCursor } from '../common/lists.ts';
import type { TargetWithoutRecent } from './mapping.ts';
import type { TargetDocument } from './model.ts';
import { searchPattern } from './search-pattern.ts';

type Filter = QueryFilter<TargetDocument>;
type Direction = 1 | -1;

/** One field of an order. */
interface SortField {
  path: string;
  direction: Direction;
  valueOf: (document: TargetWithoutRecent) => unknown;
  /** How a cursor carries its value. */
  schema: z.ZodType;
}

const ID: SortField = { path: '_id', direction: 1, valueOf: ({ _id }) => _id, schema: CursorId };

/** Orders of the list, each with an index of its own, which is read from either end; ties by id. */
const ORDERS: Record<TargetSort, SortField[]> = {
  worst: [
    { path: 'rank', direction: 1, valueOf: ({ rank }) => rank, schema: z.int() },
    {
      path: 'state.statusSince',
      direction: 1,
      valueOf: ({ state }) => state.statusSince,
      schema: CursorDate,
    },
    ID,
  ],
  name: [
    { path: 'nameKey', direction: 1, valueOf: ({ nameKey }) => nameKey, schema: z.string() },
    ID,
  ],
  newest: [
    { path: 'createdAt', direction: -1, valueOf: ({ createdAt }) => createdAt, schema: CursorDate },
    { ...ID, direction: -1 },
  ],
  slowest: [
    { path: 'slowness', direction: -1, valueOf: ({ slowness }) => slowness, schema: z.number() },
    ID,
  ],
  uptime: [
    {
      path: 'uptimeKey',
      direction: 1,
      // Absent only until this process has started, which gives all targets theirs.
      valueOf: ({ uptimeKey = -1 }) => uptimeKey,
      schema: z.number(),
    },
    ID,
  ],
};

interface ListOrder {
  sort: Record<string, Direction>;
  placeOf: (document: TargetWithoutRecent) => unknown[];
  /** Condition that a target comes after a cursor; its range on the first field bounds the index scan. */
  after: (cursor: string) => Filter;
}

/** An order of the list, or the same from its end. */
export function listOrder(sort: TargetSort, isReversed: boolean): ListOrder {
  const fields = isReversed ? ORDERS[sort].map(turned) : ORDERS[sort];
  const name = isReversed ? `-${sort}` : sort;
  const Place = z.tuple([z.literal(name), ...fields.map(({ schema }) => schema)]);
  return {
    sort: Object.fromEntries(fields.map(({ path, direction }) => [path, direction])),
    placeOf: (document) => [name, ...fields.map(({ valueOf }) => valueOf(document))],
    after(cursor) {
      const [, ...read] = readCursor(cursor, Place);
      const values = read.map((value, i) =>
        fields[i]?.path === '_id' ? toObjectId(String(value)) : value,
      );
      const [first] = fields;
      const beyond = fields.map((_, i) => afterAt(fields, values, i));
      return first
        ? { [first.path]: { [first.direction === 1 ? '$gte' : '$lte']: values[0] }, $or: beyond }
        : {};
    },
  };
}

const turned = (field: SortField): SortField => ({
  ...field,
  direction: field.direction === 1 ? -1 : 1,
});

/** Equal in all fields before one, and after the place in that one. */
function afterAt(fields: readonly SortField[], values: readonly unknown[], at: number): Filter {
  const equal = fields.slice(0, at).map(({ path }, i): [string, unknown] => [path, values[i]]);
  const field = fields[at];
  if (!field) return {};
  return {
    ...Object.fromEntries(equal),
    [field.path]: { [field.direction === 1 ? '$gt' : '$lt']: values[at] },
  };
}

const isOfKind = (kind: TargetKind): Filter => ({
  $or: TARGET_KINDS[kind].schemes.map((scheme) => ({ url: { $regex: `^${scheme}` } })),
});

/** Condition that a target is in a list. */
export const listFilter = ({
  search,
  kind,
  tags,
  tagMatch,
  statuses,
}: Omit<TargetOrderFilter, 'sort' | 'isReversed'>): Filter => {
  const all = [
    ...(kind === null ? [] : [isOfKind(kind)]),
    ...(tagMatch === 'all' ? tags.map((tag) => ({ tags: tag })) : []),
  ];
  return {
    removedAt: null,
    ...(search ? { searchText: { $regex: searchPattern(search) } } : {}),
    ...(tagMatch === 'any' && tags.length > 0 ? { tags: { $in: [...tags] } } : {}),
    ...(all.length > 0 ? { $and: all } : {}),
    ...(statuses.length > 0 ? { 'state.status': { $in: statuses } } : {}),
  };
};
