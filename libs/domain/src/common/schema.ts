import * as z from 'zod';
import { hasUnsafeCharacter } from '../common/plain-line.ts';
import { normalise } from './normalise.ts';

/** Identifier of a stored thing: 24 lower-case hexadecimal digits. */
export const Id = z.string().regex(/^[0-9a-f]{24}$/, {
  error: 'An id is 24 hexadecimal digits, as returned when it was created.',
});
export type Id = z.infer<typeof Id>;

/** Opaque position in a list, as returned in `nextCursor`. */
export const Cursor = z.string().max(1_000);

/** Number of items of one page of a list. */
export const Limit = z.int().min(1).max(500);

/** A point in time as a client may write it: a Date, an ISO 8601 text or milliseconds since 1970. */
export const Instant = z
  .union([z.date(), z.iso.datetime({ offset: true }), z.number()])
  .pipe(z.coerce.date({ error: 'Not a point in time. Write it like 2026-01-31T12:00:00Z.' }));

/** A letter may be written as itself and two or three marks. */
const UNITS_PER_CHARACTER = 4;

/**
 * A line of text that people read: composed (NFC), trimmed, without characters that move or hide others. What is far
 * too long is refused before any work is done on it.
 */
export const line = (max: number) =>
  z
    .string()
    .max(max * UNITS_PER_CHARACTER, { error: `At most ${max} characters.`, abort: true })
    .overwrite((text) => normalise(text))
    .trim()
    .max(max, { error: `At most ${max} characters.` })
    .refine((text) => !hasUnsafeCharacter(text), {
      error: 'Line breaks, control characters and invisible characters are not allowed.',
    });
