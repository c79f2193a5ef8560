import * as z from 'zod';
import { Phases } from '../check/schema.ts';
import { Id, Instant } from '../common/schema.ts';

const percent = z.number().min(0).max(100);
const count = z.int().nonnegative();
const milliseconds = z.number().nonnegative().nullable();

/**
 * Numbers of a window of time (docs/rules.md, "Numbers"). Ratios are percent; those that cannot be told are null.
 * The seconds of the four states are those of the window.
 */
export const WindowStats = z.object({
  /** Good checks among conclusive ones; floored to three decimals. */
  uptime: percent.nullable(),
  /** Part of the window in which it is known how the target did. */
  coverage: percent,
  /** Time up among time up and down. */
  availability: percent.nullable(),
  outages: count,
  longestOutageSeconds: count,
  /** Time down per outage. */
  mttrSeconds: count.nullable(),
  /** Time up per outage. */
  mtbfSeconds: count.nullable(),
  avgMs: milliseconds,
  p50Ms: milliseconds,
  p95Ms: milliseconds,
  p99Ms: milliseconds,
  /** Failed checks among conclusive ones; rounded up to three decimals. */
  errorRate: percent.nullable(),
  /** Conclusive scheduled checks. */
  checks: count,
  failed: count,
  /** Scheduled checks that a fault of ours kept from saying anything; not among `checks`. */
  inconclusive: count,
  upSeconds: count,
  downSeconds: count,
  unknownSeconds: count,
  pausedSeconds: count,
  /** Seconds of announced maintenance; each belongs to one of the states above as well. */
  maintenanceSeconds: count,
  /** Mean of each phase. */
  phases: Phases,
});
export type WindowStats = z.infer<typeof WindowStats>;

/** Windows up to now that are summed up. */
export const StatsWindow = z.enum(['1h', '24h', '7d', '30d']);
export type StatsWindow = z.infer<typeof StatsWindow>;

export const StatsSummaryQuery = z.strictObject({ targetId: Id });
export type StatsSummaryQuery = z.infer<typeof StatsSummaryQuery>;

export const StatsSummary = z.object({
  /** End of the windows: a whole second. */
  at: z.date(),
  timeZone: z.string(),
  windows: z.record(StatsWindow, WindowStats),
});
export type StatsSummary = z.infer<typeof StatsSummary>;

export const StatsDailyQuery = z.strictObject({
  targetId: Id,
  /** Number of days up to today, which is one of them. */
  days: z.int().min(1).max(800).default(90),
});
export type StatsDailyQuery = z.infer<typeof StatsDailyQuery>;

/** The numbers of a calendar day. */
export const StatsDay = z.object({ day: z.iso.date(), ...WindowStats.shape });
export type StatsDay = z.infer<typeof StatsDay>;

export const StatsDaily = z.object({
  timeZone: z.string(),
  /** Oldest first; today is counted so far. */
  items: z.array(StatsDay),
});
export type StatsDaily = z.infer<typeof StatsDaily>;

/** A window up to now, or any other stretch of time. */
export const StatsExplainQuery = z
  .strictObject({
    targetId: Id,
    window: StatsWindow.exclude(['1h']).optional(),
    from: Instant.optional(),
    to: Instant.optional(),
  })
  .refine(({ window, from, to }) => (window === undefined) === Boolean(from && to), {
    error: 'Say which time: a `window`, or `from` and `to`.',
    path: ['window'],
  })
  .refine(({ from, to }) => !from || !to || from < to, {
    error: '`from` must be before `to`.',
    path: ['from'],
  })
  .refine(({ from, to }) => !from || !to || to.getTime() - from.getTime() <= 800 * 86_400_000, {
    error: 'At most 800 days at once.',
    path: ['from'],
  });
export type StatsExplainQuery = z.infer<typeof StatsExplainQuery>;

/** A stretch of one state. */
export const ExplainedInterval = z.object({
  from: z.date(),
  to: z.date(),
  seconds: count,
  state: z.enum(['up', 'down', 'unknown', 'paused']),
  /** The alert of an outage; null of every other state. */
  alertId: Id.nullable(),
  /** The target was not watched yet. */
  isBeforeStart: z.boolean(),
});
export type ExplainedInterval = z.infer<typeof ExplainedInterval>;

/** Checks by what they found, and those that do not count. */
export const CheckCounts = z.object({
  ok: count,
  slow: count,
  failed: count,
  inconclusive: count,
  /** Null where only records of days are left, which do not hold them. */
  confirmations: count.nullable(),
  manual: count.nullable(),
});
export type CheckCounts = z.infer<typeof CheckCounts>;

/** What a number of a window is made of. */
export const StatsExplanation = z.object({
  from: z.date(),
  to: z.date(),
  timeZone: z.string(),
  stats: WindowStats,
  counts: CheckCounts,
  intervals: z.array(ExplainedInterval),
});
export type StatsExplanation = z.infer<typeof StatsExplanation>;

export const StatsOutagesQuery = z
  .strictObject({ targetId: Id, from: Instant, to: Instant })
  .refine(({ from, to }) => from < to, { error: '`from` must be before `to`.', path: ['from'] })
  .refine(({ from, to }) => to.getTime() - from.getTime() <= 800 * 86_400_000, {
    error: 'At most 800 days at once.',
    path: ['from'],
  });
export type StatsOutagesQuery = z.infer<typeof StatsOutagesQuery>;

/** An outage, whole, also where it is only partly within the time that was asked for. */
export const OutageView = z.object({
  alertId: Id,
  /** Start of its first failed check. */
  since: z.date(),
  /** Null while it lasts. */
  endedAt: z.date().nullable(),
  /** Seconds of the time that was asked for. */
  seconds: count,
  reason: z.string(),
});
export type OutageView = z.infer<typeof OutageView>;

export const StatsOutages = z.object({
  /** Newest first. */
  items: z.array(OutageView),
});
export type StatsOutages = z.infer<typeof StatsOutages>;

/** A time in an address: a day, an instant as ISO 8601, or milliseconds since 1970. */
const InstantInAddress = z
  .string()
  .transform((text): z.input<typeof Instant> => {
    if (/^\d{4}-\d\d-\d\d$/.test(text)) return `${text}T00:00:00Z`;
    return /^\d+$/.test(text) ? Number(text) : text;
  })
  .pipe(Instant);

const exported = { from: InstantInAddress.optional(), to: InstantInAddress.optional() };

/** Which part of the history of a target is exported; the last 30 days unless said otherwise. */
export const ExportOfTarget = z.object({ targetId: Id, ...exported });
export type ExportOfTarget = z.infer<typeof ExportOfTarget>;

export const ExportAlerts = z.object({ targetId: Id.optional(), ...exported });
export type ExportAlerts = z.infer<typeof ExportAlerts>;
