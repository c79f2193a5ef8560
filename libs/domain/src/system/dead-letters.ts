import * as z from 'zod';
import { Cursor, Limit } from '../common/schema.ts';

export const DeadLetterId = z.uuid({ error: 'The id of a dead letter is a UUID, as listed.' });

/** A job that failed for good: all its retries met a fault of ours. */
export const DeadLetter = z.object({
  id: DeadLetterId,
  /** Queue that the job comes from and goes back to. */
  queue: z.string(),
  /** Ids of what the job is about. */
  payload: z.record(z.string(), z.union([z.string(), z.number()])),
  /** What went wrong the last time, in words; holds no secret. */
  reason: z.string(),
  failedAt: z.date(),
  tries: z.int().positive(),
});
export type DeadLetter = z.infer<typeof DeadLetter>;

export const ListDeadLetters = z.strictObject({
  cursor: Cursor.optional(),
  limit: Limit.optional(),
});
export type ListDeadLetters = z.infer<typeof ListDeadLetters>;

export const DeadLetterPage = z.object({
  items: z.array(DeadLetter),
  nextCursor: z.string().nullable(),
});
export type DeadLetterPage = z.infer<typeof DeadLetterPage>;
