import { AlertState } from '@app/domain';
import type { QueryFilter } from 'mongoose';
import * as z from 'zod';
import { toObjectId } from '../common/ids.ts';
import { CursorDate, CursorId, readCursor } from '../common/lists.ts';
import type { AlertDocument } from './model.ts';

const Place = z.tuple([AlertState, CursorDate, CursorId]);

/** Place of an alert in the list: `open` sorts before `resolved`, then the newest first. */
export const placeOf = ({ state, openedAt, _id }: AlertDocument): unknown[] => [
  state,
  openedAt,
  _id,
];

/** Condition that an alert comes after a cursor. */
export function afterCursor(cursor: string | undefined): QueryFilter<AlertDocument> {
  if (cursor === undefined) return {};
  const [state, openedAt, id] = readCursor(cursor, Place);
  return {
    $and: [
      {
        $or: [
          { state: { $gt: state } },
          { state, openedAt: { $lt: openedAt } },
          { state, openedAt, _id: { $lt: toObjectId(id) } },
        ],
      },
    ],
  };
}
