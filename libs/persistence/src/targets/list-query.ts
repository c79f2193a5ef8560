import type { TargetKind, TargetSort } from '@app/domain';
import type { TargetFilter } from '@app/monitoring';
import type { QueryFilter } from 'mongoose';
import * as z from 'zod';
import { toObjectId } from '../common/ids.ts';
import { CursorDate, CursorId, readCursor } from '../common/lists.ts';
import type { TargetWithoutRecent } from './mapping.ts';
import type { TargetDocument } from './model.ts';
import { searchPattern } from './search-pattern.ts';

type Filter = QueryFilter<TargetDocument>;

interface ListOrder {
  sort: Record<string, 1 | -1>;
  placeOf: (document: TargetWithoutRecent) => unknown[];
  /** Condition that a target comes after a cursor; its range on the first field bounds the index scan. */
  after: (cursor: string) => Filter;
}

/** Orders of the list, each with an index of its own; ties by id. */
export const LIST_ORDERS: Record<TargetSort, ListOrder> = {
  worst: {
    sort: { rank: 1, 'state.statusSince': 1, _id: 1 },
    placeOf: ({ rank, state, _id }) => ['worst', rank, state.statusSince, _id],
    after(cursor) {
      const [, rank, since, id] = readCursor(cursor, WorstPlace);
      return {
        rank: { $gte: rank },
        $or: [
          { rank: { $gt: rank } },
          { rank, 'state.statusSince': { $gt: since } },
          { rank, 'state.statusSince': since, _id: { $gt: toObjectId(id) } },
        ],
      };
    },
  },
  name: {
    sort: { nameKey: 1, _id: 1 },
    placeOf: ({ nameKey, _id }) => ['name', nameKey, _id],
    after(cursor) {
      const [, nameKey, id] = readCursor(cursor, NamePlace);
      return {
        nameKey: { $gte: nameKey },
        $or: [{ nameKey: { $gt: nameKey } }, { nameKey, _id: { $gt: toObjectId(id) } }],
      };
    },
  },
  newest: {
    sort: { createdAt: -1, _id: -1 },
    placeOf: ({ createdAt, _id }) => ['newest', createdAt, _id],
    after(cursor) {
      const [, createdAt, id] = readCursor(cursor, NewestPlace);
      return {
        createdAt: { $lte: createdAt },
        $or: [{ createdAt: { $lt: createdAt } }, { createdAt, _id: { $lt: toObjectId(id) } }],
      };
    },
  },
  slowest: {
    sort: { slowness: -1, _id: 1 },
    placeOf: ({ slowness, _id }) => ['slowest', slowness, _id],
    after(cursor) {
      const [, slowness, id] = readCursor(cursor, SlowestPlace);
      return {
        slowness: { $lte: slowness },
        $or: [{ slowness: { $lt: slowness } }, { slowness, _id: { $gt: toObjectId(id) } }],
      };
    },
  },
};

const WorstPlace = z.tuple([z.literal('worst'), z.int(), CursorDate, CursorId]);
const NamePlace = z.tuple([z.literal('name'), z.string(), CursorId]);
const NewestPlace = z.tuple([z.literal('newest'), CursorDate, CursorId]);
const SlowestPlace = z.tuple([z.literal('slowest'), z.number(), CursorId]);

const KINDS: Readonly<Record<TargetKind, string>> = { http: '^https?:', domain: '^domain:' };

/** Condition that a target is in a list. */
export function listFilter({ search, kind, tags, statuses, sort, cursor }: TargetFilter): Filter {
  return {
    removedAt: null,
    ...(search ? { searchText: { $regex: searchPattern(search) } } : {}),
    ...(kind === null ? {} : { url: { $regex: KINDS[kind] } }),
    ...(tags.length > 0 ? { $and: tags.map((tag) => ({ tags: tag })) } : {}),
    ...(statuses.length > 0 ? { 'state.status': { $in: statuses } } : {}),
    ...(cursor === null ? {} : LIST_ORDERS[sort].after(cursor)),
  };
}
