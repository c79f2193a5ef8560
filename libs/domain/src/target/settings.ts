import * as z from 'zod';
import { AlertKind } from '../alert/kind.ts';
import { Id, Instant, line } from '../common/schema.ts';

/** Default time between two scheduled http checks, in seconds (docs/rules.md, "Times and limits"). */
export const DEFAULT_INTERVAL_SECONDS = 300;

/** When a condition becomes an alert. */
export const Thresholds = z.strictObject({
  /** Consecutive failed checks until a target is down. */
  failuresToDown: z.int().min(1).max(10),
  /** Consecutive good checks until a target that is down is up again. */
  successesToUp: z.int().min(1).max(10),
  /** Answers slower than this are `slow`; null turns it off. */
  slowMs: z.int().min(1).max(60_000).nullable(),
  /** Whether people are told when a target stays slow; missing: no. */
  alertWhenSlow: z.boolean().optional(),
  certificateDays: z.int().min(1).max(365),
  domainDays: z.int().min(1).max(365),
});
export type Thresholds = z.infer<typeof Thresholds>;

export const DEFAULT_THRESHOLDS: Thresholds = {
  failuresToDown: 2,
  successesToUp: 1,
  slowMs: null,
  certificateDays: 14,
  domainDays: 14,
};

/** Who is told, and of what. */
export const Alerting = z.strictObject({
  /** Channels to tell; null means every enabled channel. */
  channelIds: z.array(Id).max(50).nullable(),
  /** Kinds of alert that are sent; null means all. */
  kinds: z.array(AlertKind).nullable(),
  /** Until then alerts are recorded and shown, and not sent. */
  mutedUntil: Instant.nullable(),
});
export type Alerting = z.infer<typeof Alerting>;

export const DEFAULT_ALERTING: Alerting = { channelIds: null, kinds: null, mutedUntil: null };

export const IntervalSeconds = z
  .int()
  .min(20, { error: 'The shortest interval is 20 seconds.' })
  .max(86_400, { error: 'The longest interval is a day (86400 seconds).' });

export const TargetName = line(120).min(1, { error: 'Enter a name.' });

const Tag = line(50).min(1);
export const Tags = z
  .array(Tag)
  .max(50, { error: 'At most 50 tags.' })
  .transform((tags) => [...new Set(tags)]);
