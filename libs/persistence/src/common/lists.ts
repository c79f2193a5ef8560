import { AppError, Id } from '@app/domain';
import type { Page } from '@app/monitoring';
import * as z from 'zod';

/** Parts of cursors: the values of the sort fields of the last item of a page. */
export const CursorDate = z.iso.datetime().transform((text) => new Date(text));
export const CursorId = Id;

/** An opaque cursor: the place of the last item of a page in the order of its list. */
const writeCursor = (place: readonly unknown[]): string =>
  Buffer.from(JSON.stringify(place)).toString('base64url');

/** The place that a cursor names. Throws invalid for anything that this list has not written. */
export function readCursor<T extends z.ZodType>(cursor: string, schema: T): z.infer<T> {
  const parsed = schema.safeParse(parseJson(Buffer.from(cursor, 'base64url').toString()));
  if (parsed.success) return parsed.data;
  throw new AppError(
    'invalid',
    'This cursor does not belong to this list. Start again without one.',
    { field: 'cursor' },
  );
}

/**
 * A page of items, read with one more than the limit to see whether another page follows.
 *
 * @param placeOf values of the sort fields of an item, as its cursor carries them
 */
export function toPage<D, T>(
  documents: readonly D[],
  limit: number,
  { map, placeOf }: { map: (document: D) => T; placeOf: (document: D) => readonly unknown[] },
): Page<T> {
  const shown = documents.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map(map),
    nextCursor: documents.length > limit && last ? writeCursor(placeOf(last)) : null,
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not a cursor of ours: the schema refuses it with words.
    return null;
  }
}
