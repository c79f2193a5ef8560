import type { Check } from '../check/schema.ts';
import type { OutboxEntry } from '../outbox/entry.ts';
import type { Gap } from '../stats/gaps.ts';
import type { HourTotals } from '../stats/hours.ts';
import type { KeyedSettings, TargetRecord } from './record.ts';
import type { Blindness } from './status/blindness.ts';
import type { WatchName } from './watches.ts';

/** Fields of a target that a write replaces, and what it appends. */
export type TargetChange = Partial<
  Pick<
    TargetRecord,
    | keyof KeyedSettings
    | 'pausedAt'
    | 'removedAt'
    | 'state'
    | 'lastCheck'
    | 'schedule'
    | WatchName
    | 'domain'
  >
> & {
  check?: Check;
  /** Null ends it. */
  blind?: Blindness | null;
  intents?: OutboxEntry[];
  /** A gap that has ended. */
  gap?: Gap;
  /** A pause that has ended. */
  pause?: Gap;
  /** Totals of the running hour, and those of the one before it once it has ended. */
  hour?: { running: HourTotals; ended: HourTotals | null };
  /**
   * Times that a clock which was ahead has left, as they are now. Only this sets `updatedAt` back: otherwise it
   * only grows, so that what has to be repaired is found.
   */
  repair?: {
    hours: readonly HourTotals[];
    gaps: readonly Gap[];
    pauses?: readonly Gap[];
    createdAt: Date;
  };
};
