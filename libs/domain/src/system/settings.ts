import * as z from 'zod';
import { Id } from '../common/schema.ts';

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

/** Settings of the whole installation. */
export const Settings = z.object({
  /** Channels that are told of trouble of the monitor itself and of failing lookups; null for every enabled one. */
  adminChannelIds: z.array(Id).nullable(),
  blindness: BlindnessSettings,
});
export type Settings = z.infer<typeof Settings>;

export const DEFAULT_SETTINGS: Settings = {
  adminChannelIds: null,
  blindness: { share: 0.2, atLeast: 3, afterSeconds: 120 },
};

/** Changes of settings; what is left out stays. */
export const UpdateSettings = z.strictObject({
  adminChannelIds: z.array(Id).max(50).nullable().optional(),
  /** Values that are left out stay. */
  blindness: BlindnessSettings.partial().optional(),
});
export type UpdateSettings = z.infer<typeof UpdateSettings>;
