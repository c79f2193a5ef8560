import type { Check, CheckOrigin, LastCheck } from '../check/schema.ts';
import type { Lease } from '../common/lease.ts';
import type { OutboxEntry } from '../outbox/entry.ts';
import type { Gap } from '../stats/gaps.ts';
import type { HourTotals } from '../stats/hours.ts';
import type { TargetSettings } from './settings.ts';
import type { Blindness } from './status/blindness.ts';
import type { StatusState } from './status/state.ts';
import type { Watches } from './watches.ts';

/** The settings of a target with the key of its url. */
export interface KeyedSettings extends TargetSettings {
  /** Normalised url; two targets with the same key watch the same thing. */
  urlKey: string;
}

/** A check outside the grid of slots: a confirmation, or one that a person asked for. */
export interface UrgentCheck {
  slot: Date;
  origin: CheckOrigin;
  /** The region whose worker is to make it, and until when nobody else does; missing: anybody. */
  reserved?: { region: string; until: Date };
}

/** An urgent check and whose it is. */
export interface UrgentOfTarget extends UrgentCheck {
  targetId: string;
}

export interface Schedule {
  /** Slot of the next scheduled check; null while paused. */
  dueAt: Date | null;
  urgent: UrgentCheck | null;
  lease: Lease | null;
  /** When the target becomes `unknown` if no result comes; null while paused. */
  silentAt: Date | null;
}

/** A target as it is stored: settings, state, schedule, newest checks and what still has to follow. */
export interface TargetRecord extends KeyedSettings, Watches {
  id: string;
  createdAt: Date;
  updatedAt: Date;
  pausedAt: Date | null;
  /** Set when a target is being removed: hidden from people, gone once its intents are applied. */
  removedAt: Date | null;
  /** Grows with each change of settings or state; guards against lost updates. */
  version: number;
  state: StatusState;
  lastCheck: LastCheck | null;
  schedule: Schedule;
  /** Since when a fault of ours keeps us from seeing how it does; absent or null while none does. */
  blind?: Blindness | null;
  /** Registrable domain of the url in ASCII; null for hosts that have none. */
  domain: string | null;
  /** Newest checks, oldest first; moved to the result buckets in lots. */
  recent: Check[];
  /** Totals by hour, oldest first; the last one is running. */
  hours: HourTotals[];
  /** Stretches in which nobody can say how the target did, oldest first. */
  gaps: Gap[];
  /** Pauses that have ended, oldest first; absent while there was none. */
  pauses?: Gap[];
  intents: OutboxEntry[];
}
