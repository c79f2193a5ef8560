import * as z from 'zod';
import { Id, Instant } from '../common/schema.ts';
import { AlertKind } from './kind.ts';

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
