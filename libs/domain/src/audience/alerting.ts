import * as z from 'zod';
import { Instant } from '../common/schema.ts';
import { NO_POLICY, policyFields } from './policy.ts';

/** Who is told of a target, and of what; what is null is decided by its tags, and then for all targets. */
export const Alerting = z.strictObject({
  ...policyFields,
  /** Until then alerts are recorded and shown, and not sent; who should have been told of what lasts is told then. */
  mutedUntil: Instant.nullable(),
});

export type Alerting = z.infer<typeof Alerting>;

export const DEFAULT_ALERTING: Alerting = { ...NO_POLICY, mutedUntil: null };
