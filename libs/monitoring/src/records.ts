import type {
  Alert,
  Blindness,
  AlertEvent,
  Alerting,
  CertificateEvent,
  CertificateReading,
  CertificateTrouble,
  Check,
  CheckOrigin,
  Delivery,
  Expectation,
  ExpiryStep,
  Gap,
  HourTotals,
  KnownLeaf,
  KnownTrouble,
  LastCheck,
  Offline,
  Registration,
  RegistrationEvent,
  RegistrationStep,
  RequestSettings,
  Resolution,
  Severity,
  StatusState,
  Stuck,
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

/** An urgent check and whose it is. */
export interface UrgentOfTarget extends UrgentCheck {
  targetId: string;
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
export type OutboxEntry =
  | {
      id: string;
      type: 'open';
      kind: 'down' | 'slow' | 'persistent' | 'certificate' | 'domain' | 'check-trouble';
      alertId: string;
      /** For `persistent`: the `down` alert of the same outage; else null. */
      downAlertId: string | null;
      severity: Severity;
      reason: string;
      since: Date;
      at: Date;
    }
  | {
      id: string;
      /** An expiry that people were told of comes closer. */
      type: 'warn';
      kind: 'certificate' | 'domain';
      /** Alerts of this expiry, oldest first. */
      alertIds: string[];
      /** Id of the alert that opens when a person has taken on all others; null: none does. */
      newAlertId: string | null;
      /** Key of the announcement; names what people are told once. */
      key: string;
      severity: Severity;
      reason: string;
      at: Date;
    }
  | { id: string; type: 'end'; alertIds: string[]; resolution: Resolution; at: Date }
  /** Of targets: the registration of their domain is to be watched. */
  | { id: string; type: 'watch-domain'; domain: string }
  /** Of targets: the registration is watched no more, unless another target that is checked is on the domain. */
  | { id: string; type: 'leave-domain'; domain: string; resolution: Resolution; at: Date }
  /** Of targets: everything stored about it goes. */
  | { id: string; type: 'erase' };

/** What people were told of an expiry that comes closer. */
export interface ExpiryWarning {
  /** Alerts of this expiry, oldest first; at most the last one is open. */
  alertIds: string[];
  /** Leaf certificate that was shown, and the expiry threshold that it had reached. */
  fingerprint: string;
  step: ExpiryStep;
}

/** The certificate of an https target: when it is read next, what was read last, what people were told. */
export interface CertificateWatch {
  /** Null while paused. */
  dueAt: Date | null;
  lease: Lease | null;
  reading: CertificateReading | null;
  /** Newest first. */
  changes: CertificateEvent[];
  /** Certificates that are served or were, with what people were told of each; absent for the one that was read. */
  leaves?: KnownLeaf[];
  warning: ExpiryWarning | null;
  /** `alertId` once it has lasted long enough for an alert. */
  trouble: (CertificateTrouble & { alertId: string | null }) | null;
}

/** What people were told of a registration that comes to its end. */
export interface RegistrationWarning {
  /** Alerts of this registration, oldest first; at most the last one is open. */
  alertIds: string[];
  /** The date that it was about; null where the registry tells none. */
  expiresAt: Date | null;
  step: RegistrationStep;
  /** When it ended with a pause: what was told is no news to the targets of that time. Absent while it goes on. */
  pausedAt?: Date;
}

/** The registration of a domain as it is stored; one for all targets on it. */
export interface RegistrationRecord {
  /** What is believed; `registration.domain` is the id. */
  registration: Registration;
  createdAt: Date;
  updatedAt: Date;
  /** Grows with each change; guards against lost updates. */
  version: number;
  /** When it is looked up next; null while no target that is checked is on the domain. */
  dueAt: Date | null;
  lease: Lease | null;
  /** The last lookup that a person asked for. */
  refreshedAt: Date | null;
  /** Newest first. */
  changes: RegistrationEvent[];
  warning: RegistrationWarning | null;
  /** The alert that lookups keep failing, once they have for long enough. */
  troubleAlertId: string | null;
  intents: OutboxEntry[];
}

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
  /** Null for targets without TLS. */
  certificate: CertificateWatch | null;
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
  intents: OutboxEntry[];
}

/** What an alert still has to tell; removed once each channel has its delivery. */
export interface PendingNotification {
  /** Unique within the alert and part of the idempotency key: `opened`, `reminder-1`, `resolved`. */
  key: string;
  event: AlertEvent;
  at: Date;
}

export interface AlertRecord extends Alert {
  /**
   * What it is about, as a key: the id of a target, `domain:<name>` or `system`. At most one alert of a
   * kind is open for a subject.
   */
  subject: string;
  updatedAt: Date;
  announcements: PendingNotification[];
  /** Of alerts about the monitor itself: what is wrong, each for itself; absent on those of older versions. */
  troubles?: KnownTrouble[];
}

export interface DeliveryRecord extends Delivery {
  updatedAt: Date;
}

/** A sign of life of one worker process. */
export interface WorkerHeartbeat {
  id: string;
  startedAt: Date;
  at: Date;
  /** Longest delay of the event loop since the last beat, in milliseconds. */
  loopDelayMs: number;
  checksPerMinute: number;
  /** Checks that wait for a place; missing in beats of older versions, as is the next one. */
  waitingChecks?: number;
  /** Longest wait of a check for its place since the last beat, in milliseconds. */
  longestWaitMs?: number;
  /** Ways out of its machine that are away; absent while all work. */
  offline?: Offline[];
  /** Work that fails again and again; absent while there is none. */
  stuck?: Stuck;
}
