import * as z from 'zod';
import { Id, Instant } from '../common/schema.ts';
import { ChartPoint, CheckView } from './schema.ts';

export const HistoryQuery = z
  .strictObject({ targetId: Id, from: Instant, to: Instant })
  .refine(({ from, to }) => from < to, { error: '`from` must be before `to`.', path: ['from'] })
  .refine(({ from, to }) => to.getTime() - from.getTime() <= 400 * 86_400_000, {
    error: 'At most 400 days at once.',
    path: ['from'],
  });
export type HistoryQuery = z.infer<typeof HistoryQuery>;

export const History = z.object({
  points: z.array(ChartPoint),
  bucketSeconds: z.int(),
  /** Stretches in which nobody can say how the target did, cut to the time that was asked for. */
  gaps: z.array(z.object({ from: z.date(), to: z.date() })),
});
export type History = z.infer<typeof History>;

export const RecentQuery = z.strictObject({
  targetId: Id,
  limit: z.int().min(1).max(200).optional(),
});
export type RecentQuery = z.infer<typeof RecentQuery>;

export const RecentChecks = z.object({ items: z.array(CheckView) });
export type RecentChecks = z.infer<typeof RecentChecks>;
