import type {
  BlindReason,
  Check,
  CheckedTarget,
  ClaimedTarget,
  ExpiryPlace,
  HeldTarget,
  Lease,
  MessageTarget,
  Status,
  StatusCounts,
  TagMatch,
  TargetChange,
  TargetKind,
  TargetOnDomain,
  TargetRecord,
  TargetSort,
  UrgentOfTarget,
} from '@app/domain';
import type { Judged, WatchState, WatchKind } from '@app/domain/check-kinds';
import type { Page } from './page.ts';

/** Which targets, in which order. */
export interface TargetOrderFilter {
  search: string | null;
  kind: TargetKind | null;
  tags: string[];
  tagMatch: TagMatch;
  statuses: Status[];
  sort: TargetSort;
  /** The order from its other end. */
  isReversed: boolean;
}

export interface TargetFilter extends TargetOrderFilter {
  cursor: string | null;
  limit: number;
}

/** A target of which a check beside the one of its status was claimed; `recent` is left out (empty). */
export interface ClaimedWatch {
  target: TargetRecord;
  watch: WatchState;
  lease: Lease;
}

/** What a store needs to know of a kind of check. */
export type StoredKind = Pick<WatchKind, 'name' | 'schedule'>;

/** A target and since when there is one. */
export type TargetAge = Pick<TargetRecord, 'id' | 'createdAt'>;

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
  /** What messages name of targets. */
  named(ids: readonly string[]): Promise<MessageTarget[]>;
  /** Without `recent` (empty); see `TargetSort` for the order; ties by id. */
  list(filter: TargetFilter): Promise<Page<TargetRecord>>;
  /** Ids of all that `list` would give, page after page. */
  order(filter: TargetOrderFilter): Promise<string[]>;
  /** All targets in the order of their ids, those after one; from the first on for null. */
  ages(after: string | null, limit: number): Promise<TargetAge[]>;
  /** Those of some targets that are there, without `recent` (empty), in no order. */
  listed(ids: readonly string[]): Promise<TargetRecord[]>;
  /** Number of targets by tag. */
  tags(): Promise<ReadonlyMap<string, number>>;
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
  /** Claims checks of a kind that are due and that nobody holds at `now`, earliest first. */
  claimWatches(
    kind: StoredKind,
    claim: { now: Date; limit: number; lease: Lease },
  ): Promise<ClaimedWatch[]>;
  /**
   * Records a check of a kind while its lease is held, with what has to follow; raises the version and ends the lease.
   * False: the lease was lost.
   */
  recordWatch(kind: StoredKind, held: HeldTarget, judged: Judged<WatchState>): Promise<boolean>;
  /** Gives leases of checks of a kind back without a result. */
  releaseWatches(kind: StoredKind, held: readonly HeldTarget[]): Promise<void>;
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
  /** Targets that name a channel as one to tell, paused ones included, in no order. */
  namingChannel(
    channelId: string,
  ): Promise<Pick<TargetRecord, 'id' | 'name' | 'url' | 'alerting'>[]>;
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
