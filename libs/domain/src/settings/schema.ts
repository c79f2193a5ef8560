import * as z from 'zod';
import { Id } from '../common/schema.ts';

/** Settings of the whole installation. */
export const Settings = z.object({
  /** Channels that are told of trouble of the monitor itself and of failing lookups; null for every enabled one. */
  adminChannelIds: z.array(Id).nullable(),
});
export type Settings = z.infer<typeof Settings>;

export const DEFAULT_SETTINGS: Settings = { adminChannelIds: null };

/** Changes of settings; what is left out stays. */
export const UpdateSettings = z.strictObject({
  adminChannelIds: z.array(Id).max(50).nullable().optional(),
});
export type UpdateSettings = z.infer<typeof UpdateSettings>;
