import * as z from 'zod';
import { Id } from '../common/schema.ts';
import { TimeZone } from '../common/time-zone.ts';

/** When people are told that the monitor cannot see a large part of the targets. */
export const BlindnessSettings = z.strictObject({
  /** Part of the checked targets, from 0 to 1. */
  share: z.number().min(0.01).max(1),
  /** Number of targets, whatever their part. */
  atLeast: z.int().min(1).max(10_000),
  /** How long they have not been seen, in seconds. */
  afterSeconds: z.int().min(30).max(86_400),
});
export type BlindnessSettings = z.infer<typeof BlindnessSettings>;

const days = z.int().max(36_500);

/** For how many days things are kept. Daily records are kept for ever. */
export const RetentionSettings = z.strictObject({
  /** Each check; percentiles of a week need them. */
  checkDays: days.min(8),
  /** What is known of failed checks. */
  evidenceDays: days.min(1),
  /** Resolved alerts, deliveries and the inbox. */
  alertDays: days.min(30),
  /** Entries of the audit log. */
  auditDays: days.min(30),
  /** Whether checks are written to the archive before they are deleted. */
  archive: z.boolean(),
});
export type RetentionSettings = z.infer<typeof RetentionSettings>;

/** Settings of the whole installation. */
export const Settings = z.object({
  /** Channels that are told of trouble of the monitor itself and of failing lookups; null for every enabled one. */
  adminChannelIds: z.array(Id).nullable(),
  blindness: BlindnessSettings,
  retention: RetentionSettings,
  /** Name of the time zone (IANA) whose days statistics count in. */
  timeZone: z.string(),
});
export type Settings = z.infer<typeof Settings>;

export const DEFAULT_SETTINGS: Settings = {
  adminChannelIds: null,
  blindness: { share: 0.2, atLeast: 3, afterSeconds: 120 },
  retention: { checkDays: 35, evidenceDays: 90, alertDays: 365, auditDays: 365, archive: true },
  timeZone: 'UTC',
};

/** Changes of settings; what is left out stays. */
export const UpdateSettings = z.strictObject({
  adminChannelIds: z.array(Id).max(50).nullable().optional(),
  /** Values that are left out stay. */
  blindness: BlindnessSettings.partial().optional(),
  /** Values that are left out stay. */
  retention: RetentionSettings.partial().optional(),
  timeZone: TimeZone.optional(),
});
export type UpdateSettings = z.infer<typeof UpdateSettings>;
