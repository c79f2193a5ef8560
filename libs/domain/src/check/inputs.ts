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

/** A stretch of time of which response times do not tell everything, cut to the time that was asked for. */
export const HistoryStretch = z.object({
  kind: z.enum(['down', 'unknown', 'paused', 'maintenance']),
  from: z.date(),
  to: z.date(),
  /** The alert of an outage; null for all others. */
  alertId: Id.nullable(),
  /** What a window of maintenance is called; null for all others. */
  name: z.string().nullable(),
});
export type HistoryStretch = z.infer<typeof HistoryStretch>;

export const History = z.object({
  points: z.array(ChartPoint),
  bucketSeconds: z.int(),
  /** Stretches in which nobody can say how the target did, cut to the time that was asked for. */
  gaps: z.array(z.object({ from: z.date(), to: z.date() })),
  /**
   * Outages, times without knowledge and pauses, which do not overlap, oldest first; then windows of maintenance, as they
   * are set now, which do.
   */
  stretches: z.array(HistoryStretch),
});
export type History = z.infer<typeof History>;

export const RecentQuery = z.strictObject({
  targetId: Id,
  limit: z.int().min(1).max(200).optional(),
  /** Only checks whose slot is not before this instant. */
  from: Instant.optional(),
  /** Only checks whose slot is before this instant. */
  before: Instant.optional(),
});
export type RecentQuery = z.infer<typeof RecentQuery>;

export const RecentChecks = z.object({ items: z.array(CheckView) });
export type RecentChecks = z.infer<typeof RecentChecks>;
