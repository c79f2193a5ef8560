import type {
  Alert,
  AlertEvent,
  Alerting,
  Check,
  CheckOrigin,
  Delivery,
  Expectation,
  HourTotals,
  LastCheck,
  RequestSettings,
  Resolution,
  Severity,
  StatusState,
  Thresholds,
} from '@app/domain';

/** What a person decides about a target. */
export interface TargetSettings {
  url: string;
  /** Normalised url; two targets with the same key watch the same thing. */
  urlKey: string;
  name: string;
  tags: string[];
  intervalSeconds: number;
  request: RequestSettings;
  expect: Expectation;
  thresholds: Thresholds;
  alerting: Alerting;
}

/** A check outside the grid of slots: a confirmation, or one that a person asked for. */
export interface UrgentCheck {
  slot: Date;
  origin: CheckOrigin;
}

/** The right to run the next check of a target, until an instant. */
export interface Lease {
  token: string;
  until: Date;
}

export interface Schedule {
  /** Slot of the next scheduled check; null while paused. */
  dueAt: Date | null;
  urgent: UrgentCheck | null;
  lease: Lease | null;
  /** When the target becomes `unknown` if no result comes; null while paused. */
  silentAt: Date | null;
}

/** What still has to follow a change of state; stored in the same write and removed once it is done. */
export type Intent =
  | {
      id: string;
      type: 'open';
      kind: 'down' | 'persistent';
      alertId: string;
      /** For `persistent`: the `down` alert of the same outage; else null. */
      downAlertId: string | null;
      severity: Severity;
      reason: string;
      since: Date;
      at: Date;
    }
  | { id: string; type: 'end'; alertIds: string[]; resolution: Resolution; at: Date }
  | { id: string; type: 'erase' };

/** A target as it is stored: settings, state, schedule, newest checks and what still has to follow. */
export interface TargetRecord extends TargetSettings {
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
  /** Newest checks, oldest first; moved to the result buckets in lots. */
  recent: Check[];
  hours: HourTotals[];
  intents: Intent[];
}

/** What an alert still has to tell; removed once each channel has its delivery. */
export interface Announcement {
  /** Unique within the alert and part of the idempotency key: `opened`, `reminder-1`, `resolved`. */
  key: string;
  event: AlertEvent;
  at: Date;
}

export interface AlertRecord extends Alert {
  updatedAt: Date;
  announcements: Announcement[];
}

export interface DeliveryRecord extends Delivery {
  updatedAt: Date;
}

/** A sign of life of one worker process. */
export interface WorkerBeat {
  id: string;
  startedAt: Date;
  at: Date;
  /** Longest delay of the event loop since the last beat, in milliseconds. */
  loopDelayMs: number;
  checksPerMinute: number;
}
