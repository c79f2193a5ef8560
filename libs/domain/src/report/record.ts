import type { SendFact } from '../delivery/send-fact.ts';
import type { Report } from './schema.ts';

/** One address that a report is sent to. */
export interface Recipient {
  readonly to: string;
  readonly state: 'pending' | 'sent' | 'dead';
  readonly attempts: number;
  /** When it is tried, or tried again. */
  readonly dueAt: Date;
  /** What came of the last attempt; null before the first. */
  readonly fact: SendFact | null;
}

/** A report that is being sent. */
export interface Sending {
  readonly firstDay: string;
  readonly lastDay: string;
  readonly startedAt: Date;
  readonly recipients: readonly Recipient[];
}

/** A report as it is stored; the version guards against lost updates. */
export interface ReportRecord extends Omit<Report, 'last'> {
  readonly version: number;
  /** The last time that it was sent, or is being sent; null for never. */
  readonly sending: Sending | null;
  /** Until when a process sends it; null while none does. */
  readonly heldUntil: Date | null;
}
