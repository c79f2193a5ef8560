import * as z from 'zod';
import { Runbook } from '../alert/runbook.ts';
import { Alert, goneTargetIds } from '../alert/schema.ts';
import { Delivery } from '../delivery/schema.ts';
import { LeftOut, StoryEntry } from './schema.ts';

export const AlertWithDeliveries = Alert.extend({
  /** What people were told; of very many the first and the newest. */
  deliveries: z.array(Delivery),
  goneTargetIds,
  /** What happened, oldest first. */
  story: z.array(StoryEntry),
  /** What to do, as the target says; null where nothing is written, and missing in answers of older versions. */
  runbook: Runbook.nullable().optional(),
  /** Who was not told. */
  leftOut: z.array(LeftOut),
});

export type AlertWithDeliveries = z.infer<typeof AlertWithDeliveries>;
