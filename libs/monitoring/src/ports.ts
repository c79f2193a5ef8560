import type {
  BlindReason,
  Blindness,
  ChannelKind,
  ChannelRecord,
  Check,
  DeliveryAttempt,
  Gap,
  HourTotals,
  HttpProbe,
  KnownTrouble,
  InboxItem,
  LastDelivery,
  ListAlerts,
  ListDeliveries,
  ListInbox,
  Message,
  RegistrableDomain,
  Resolution,
  SendMessage,
  Settings,
  Severity,
  StatusCounts,
  TargetSort,
  Status,
} from '@app/domain';
import type {
  AlertRecord,
  PendingNotification,
  CertificateWatch,
  DeliveryRecord,
  OutboxEntry,
  Lease,
  TargetRecord,
  UrgentOfTarget,
  WorkerHeartbeat,
} from './records.ts';
import type { ExpiryPlace } from './expiry/expiry-place.ts';
import type { Page } from './page.ts';
import type { ChangeEvents, Queue } from './queue-ports.ts';
import type { RdapListStore, RegistrationStore, RateLimitStore } from './registration-ports.ts';

export interface TargetFilter {
  search: string | null;
  tags: string[];
  statuses: Status[];
  sort: TargetSort;
  cursor: string | null;
  limit: number;
}

/** Fields of a target that a write replaces, and what it appends. */
export type TargetChange = Partial<
  Pick<
    TargetRecord,
    | 'url'
    | 'urlKey'
    | 'name'
    | 'tags'
    | 'intervalSeconds'
    | 'request'
    | 'expect'
    | 'thresholds'
    | 'alerting'
    | 'pausedAt'
    | 'removedAt'
    | 'state'
    | 'lastCheck'
    | 'schedule'
    | 'certificate'
    | 'domain'
  >
> & {
  check?: Check;
  /** Null ends it. */
  blind?: Blindness | null;
  intents?: OutboxEntry[];
  /** A gap that has ended. */
  gap?: Gap;
  /** Totals of the running hour, and those of the one before it once it has ended. */
  hour?: { running: HourTotals; ended: HourTotals | null };
  /**
   * Times that a clock which was ahead has left, as they are now. Only this sets `updatedAt` back: otherwise it
   * only grows, so that what has to be repaired is found.
   */
  repair?: { hours: readonly HourTotals[]; gaps: readonly Gap[]; createdAt: Date };
};

/** What an http check needs to know of its target: claims read this and nothing else. */
export type TargetToCheck = Pick<
  TargetRecord,
  | 'id'
  | 'url'
  | 'intervalSeconds'
  | 'request'
  | 'expect'
  | 'thresholds'
  | 'version'
  | 'state'
  | 'lastCheck'
  | 'schedule'
  | 'blind'
>;

/** A target whose check was claimed. */
export interface ClaimedTarget {
  target: TargetToCheck;
  /** Number of checks that the target carries with it. */
  recentCount: number;
  /** The newest element of the target's `hours`. */
  hour: HourTotals | null;
  slot: Date;
  origin: Check['origin'];
  lease: Lease;
}

/** A target whose certificate check was claimed; `recent` is left out (empty). */
export interface ClaimedCertificate {
  target: TargetRecord;
  watch: CertificateWatch;
  lease: Lease;
}

/** A target on a domain, as far as its registration concerns it. */
export type TargetOnDomain = Pick<
  TargetRecord,
  'id' | 'name' | 'tags' | 'thresholds' | 'alerting' | 'createdAt'
>;

/** A target, and the token of the lease that it is held by. */
export interface HeldTarget {
  id: string;
  token: string;
}

/** A result to be recorded under the lease that its check was claimed with. */
export interface CheckedTarget extends HeldTarget {
  change: TargetChange;
}

/** Checks of one target, oldest first. */
export interface CarriedChecks {
  targetId: string;
  checks: readonly Check[];
}

/** The end of a move of checks from a target to the buckets. */
export interface RecentTrim {
  targetId: string;
  /** `carried` of what was read. */
  carried: number;
  /** Slots of the checks that were moved, at least one. */
  moved: readonly Date[];
  /** Number of checks that stay. */
  kept: number;
}

/**
 * Targets with their status. Every method is one atomic write to one document per target.
 * Reads never return targets that are being removed, except where it is said.
 */
export interface TargetStore {
  /** Stores a new target. With `unique`, a target that has the same `urlKey` wins: its id is answered. */
  insert(
    target: TargetRecord,
    options: { unique: boolean },
  ): Promise<{ conflictWith: string | null }>;
  get(id: string): Promise<TargetRecord | null>;
  getMany(ids: readonly string[]): Promise<TargetRecord[]>;
  /** Without `recent` (empty); see `TargetSort` for the order; ties by id. */
  list(filter: TargetFilter): Promise<Page<TargetRecord>>;
  counts(): Promise<StatusCounts>;
  /** Id of another target with this url key, or null. */
  findByUrlKey(urlKey: string): Promise<string | null>;
  /** Applies a change if the version is still the one that was read; raises the version. False: read again. */
  change(id: string, version: number, change: TargetChange): Promise<boolean>;
  /**
   * Claims scheduled checks of the given partitions whose slot is at or before `horizon` and that nobody
   * holds at `now`, earliest first.
   */
  claimDue(claim: {
    partitions: readonly number[];
    horizon: Date;
    now: Date;
    limit: number;
    lease: Lease;
  }): Promise<ClaimedTarget[]>;
  /**
   * Claims the urgent check of one target if its slot has come and nobody holds the target; its scheduled check
   * instead when that is due, too.
   */
  claimUrgent(claim: { id: string; now: Date; lease: Lease }): Promise<ClaimedTarget | null>;
  /**
   * Records results, each only while its lease is held; raises versions and ends the leases.
   * Answers the ids that were recorded.
   */
  record(checked: readonly CheckedTarget[]): Promise<Set<string>>;
  /** Prolongs leases that are still held. */
  renew(held: readonly HeldTarget[], until: Date): Promise<void>;
  /** Gives leases back without a result, so that another worker can take over at once. */
  release(held: readonly HeldTarget[]): Promise<void>;
  /** Claims certificate checks that are due and that nobody holds at `now`, earliest first. */
  claimCertificates(claim: {
    now: Date;
    limit: number;
    lease: Lease;
  }): Promise<ClaimedCertificate[]>;
  /**
   * Records a certificate check while its lease is held, with what has to follow; raises the version and
   * ends the lease. False: the lease was lost.
   */
  recordCertificate(
    id: string,
    token: string,
    change: { certificate: CertificateWatch; intents: OutboxEntry[] },
  ): Promise<boolean>;
  /** Gives leases of certificate checks back without a result. */
  releaseCertificates(held: readonly HeldTarget[]): Promise<void>;
  /** Targets, removed ones included, that carry intents and were last changed before an instant, `except` some. */
  withIntents(
    changedBefore: Date,
    limit: number,
    except?: readonly string[],
  ): Promise<TargetRecord[]>;
  /** Drops an intent that was applied. */
  dropIntent(id: string, intentId: string): Promise<void>;
  /** Urgent checks that have been due since before an instant and are not running. */
  overdueUrgent(dueBefore: Date, limit: number): Promise<UrgentOfTarget[]>;
  /**
   * Scheduled checks due before an instant that nobody holds: how many, counted up to `limit`, and when
   * the oldest was due.
   */
  overdue(dueBefore: Date, limit: number): Promise<{ count: number; oldest: Date | null }>;
  /** Targets that have had no result for too long at `now`, that nobody holds and that are not `unknown` yet. */
  stale(now: Date, limit: number, except?: readonly string[]): Promise<TargetRecord[]>;
  /** How many checked targets cannot be seen for a reason, since an instant or longer. */
  countBlind(since: Date): Promise<Map<BlindReason, number>>;
  /** Number of targets that are checked: neither paused nor removed. */
  countChecked(): Promise<number>;
  /**
   * Plans urgent checks at an instant for targets of the given partitions that cannot be seen for a reason and whose
   * next check is later than that; at most `limit` of them. Answers them.
   */
  recheckBlind(query: {
    why: BlindReason;
    partitions: readonly number[];
    at: Date;
    limit: number;
  }): Promise<UrgentOfTarget[]>;
  /** The `recent` of some targets, and how many checks that is by the target's own count. */
  carriedChecks(ids: readonly string[]): Promise<(CarriedChecks & { carried: number })[]>;
  /** Drops checks that were moved to the buckets, except from targets whose `recent` has changed since it was read. */
  trimRecent(trims: readonly RecentTrim[]): Promise<void>;
  /** Targets on a domain that are checked (neither paused nor removed), oldest first. */
  onDomain(domain: string): Promise<TargetOnDomain[]>;
  /** The same for many domains at once; domains without such targets are left out. */
  onDomains(domains: readonly string[]): Promise<Map<string, TargetOnDomain[]>>;
  /** Ids of targets on domains, paused ones included. */
  idsOnDomains(domains: readonly string[], limit: number): Promise<string[]>;
  /** Number of targets on each domain, paused ones included. */
  countOnDomains(domains: readonly string[]): Promise<Map<string, number>>;
  /** Ids of targets stored before registrations were watched: their `domain` was never decided. */
  withoutDomain(limit: number): Promise<string[]>;
  /** Targets that are checked and whose certificate was read, by the end of their certificate. */
  expiring(query: { after: ExpiryPlace | null; limit: number }): Promise<TargetRecord[]>;
  /** Deletes a target that is marked as removed. */
  erase(id: string): Promise<void>;
  /** Ids changed at or after an instant, newest last; for clients that catch up. */
  changedSince(since: Date, limit: number): Promise<string[]>;
}

/** Results of targets in buckets of an hour; kept for 35 days. */
export interface ResultStore {
  /** Appends checks, those of a target in order; checks that a bucket already holds are ignored. */
  append(carried: readonly CarriedChecks[]): Promise<void>;
  /**
   * Checks with `from <= slot < to`, oldest first, those of one bucket at a time: a few buckets are held at most,
   * however long the range is.
   */
  range(targetId: string, from: Date, to: Date): AsyncIterable<Check[]>;
  /** The newest checks whose slot is not after an instant, newest first. */
  newest(targetId: string, limit: number, upTo: Date): Promise<Check[]>;
  eraseTarget(targetId: string): Promise<void>;
}

export interface AlertStore {
  /**
   * Stores a new alert. `exists`: this id is stored already; `other-open`: the target has another open
   * alert of this kind.
   */
  insert(alert: AlertRecord): Promise<'inserted' | 'exists' | 'other-open'>;
  get(id: string): Promise<AlertRecord | null>;
  /** Open ones first, then newest first; of the given subjects only, if there are any. */
  list(
    query: Omit<ListAlerts, 'targetId'> & { subjects?: readonly string[]; limit: number },
  ): Promise<Page<AlertRecord>>;
  /** Number of open alerts by subject. */
  countOpen(subjects: readonly string[]): Promise<Map<string, number>>;
  /** Open -> resolved as acknowledged; null when it is not open. */
  acknowledge(id: string, at: Date, note: string | null): Promise<AlertRecord | null>;
  /**
   * The condition has ended: sets `endedAt` once, resolves the alert if it is still open, and adds the
   * announcement. Null when it had ended before or is unknown.
   */
  end(
    id: string,
    end: { at: Date; resolution: Resolution; announcement: PendingNotification | null },
  ): Promise<AlertRecord | null>;
  /** Raises severity and reason of an open alert and announces it; null when it is not open. */
  escalate(
    id: string,
    change: { severity: Severity; reason: string; announcement: PendingNotification },
  ): Promise<AlertRecord | null>;
  /**
   * Says what is true now of an alert whose condition lasts, if nobody changed it since `seenAt` (its `updatedAt`);
   * severity and reason only while it is open. Null when it was changed or has ended.
   */
  restate(
    id: string,
    seenAt: Date,
    change: Pick<AlertRecord, 'severity' | 'reason'> & {
      troubles: KnownTrouble[];
      announcement: PendingNotification | null;
    },
  ): Promise<AlertRecord | null>;
  /** Alerts that still have something to planDeliveries and were last changed before an instant. */
  withAnnouncements(
    changedBefore: Date,
    limit: number,
    except?: readonly string[],
  ): Promise<AlertRecord[]>;
  dropAnnouncement(id: string, key: string): Promise<void>;
  /** Sets times of alerts that changed after an instant in the future back to `now`; answers how many. */
  repairFutureTimes(after: Date, now: Date): Promise<number>;
  changedSince(since: Date, limit: number): Promise<AlertRecord[]>;
}

export interface DeliveryStore {
  /** Stores deliveries; those whose idempotency key exists are ignored. Answers the ids as stored. */
  insert(deliveries: readonly DeliveryRecord[]): Promise<string[]>;
  get(id: string): Promise<DeliveryRecord | null>;
  ofAlert(alertId: string): Promise<DeliveryRecord[]>;
  /** Newest first. */
  list(query: ListDeliveries & { limit: number }): Promise<Page<DeliveryRecord>>;
  /** Takes the right to make the next attempt; null when it is not pending, not due or held. */
  claim(id: string, now: Date, lease: Lease): Promise<DeliveryRecord | null>;
  /** Writes an attempt, the state that follows and ends the lease; false when the lease was lost. */
  complete(
    id: string,
    token: string,
    change: {
      attempt: DeliveryAttempt | null;
      state: DeliveryRecord['state'];
      nextAttemptAt: Date | null;
    },
  ): Promise<boolean>;
  /** Pending deliveries whose time has come and that nobody holds. */
  due(now: Date, limit: number): Promise<string[]>;
  /** dead -> pending, due at once; null when it is not dead. */
  redrive(id: string, now: Date): Promise<DeliveryRecord | null>;
  countDead(): Promise<number>;
}

export interface ChannelStore {
  insert(channel: ChannelRecord): Promise<void>;
  get(id: string): Promise<(ChannelRecord & { lastDelivery: LastDelivery | null }) | null>;
  list(): Promise<(ChannelRecord & { lastDelivery: LastDelivery | null })[]>;
  update(
    id: string,
    change: Partial<Pick<ChannelRecord, 'name' | 'enabled' | 'config' | 'fallbackChannelId'>>,
  ): Promise<boolean>;
  setLastDelivery(id: string, last: LastDelivery): Promise<void>;
  remove(id: string): Promise<boolean>;
}

export interface InboxStore {
  /** Stores an item; one whose id exists is ignored. */
  insert(item: InboxItem): Promise<void>;
  list(query: ListInbox & { limit: number }): Promise<Page<InboxItem>>;
  countUnread(): Promise<number>;
  /** Marks items as read, all of them for null; answers how many were unread. */
  markRead(ids: readonly string[] | null, at: Date): Promise<number>;
  getMany(ids: readonly string[]): Promise<InboxItem[]>;
  /** Sets times of items that are dated after an instant in the future back to `now`; answers how many. */
  repairFutureTimes(after: Date, now: Date): Promise<number>;
  since(at: Date, limit: number): Promise<InboxItem[]>;
}

/** The settings of the installation. */
export interface SettingsStore {
  /** What was never set has its default. */
  get(): Promise<Settings>;
  update(change: Partial<Settings>): Promise<Settings>;
}

export interface WorkerStore {
  heartbeat(beat: WorkerHeartbeat): Promise<void>;
  /** Forgets a worker that says farewell: nobody misses it. */
  deregister(id: string): Promise<void>;
  list(): Promise<WorkerHeartbeat[]>;
}

/** The disk that the store is on. */
export interface Disk {
  /** Room that the store may still use, in bytes; null when the server does not tell. */
  freeBytes(): Promise<number | null>;
}

export interface Log {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** Whether a url that a user typed may be watched, and the form in which it is stored. */
export type UrlVerdict =
  { ok: true; url: string; key: string } | { ok: false; reason: string; message: string };

/** Everything that use cases need from the outside world. */
export interface Ports {
  targets: TargetStore;
  results: ResultStore;
  alerts: AlertStore;
  deliveries: DeliveryStore;
  channels: ChannelStore;
  inbox: InboxStore;
  registrations: RegistrationStore;
  rateLimits: RateLimitStore;
  rdapList: RdapListStore;
  settings: SettingsStore;
  workers: WorkerStore;
  disk: Disk;
  queue: Queue;
  changes: ChangeEvents;
  log: Log;
  now: () => Date;
  /** A new id, unique everywhere. */
  newId: () => string;
  probeHttp: HttpProbe;
  send: SendMessage;
  /** Title and plain text of a message, as in-app shows it. */
  writeMessage: (message: Message) => { title: string; text: string };
  judgeUrl: (text: string) => UrlVerdict;
  /** The registrable domain of the host of a url. */
  domainOf: (url: string) => RegistrableDomain;
  /** What is wrong with the address of a channel, as a sentence; null when it may be used. */
  judgeChannelUrl: (kind: ChannelKind, url: string) => string | null;
  /** Address of the web app, without a trailing slash; links in messages start with it. */
  publicUrl: string;
}
