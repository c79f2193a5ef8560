import type { AttemptRecord, DeliveryRecord, DropReason, Lease, ListDeliveries } from '@app/domain';
import type { Page } from './page.ts';

export interface DeliveryStore {
  /** Stores deliveries; those whose idempotency key exists are ignored. */
  insert(deliveries: readonly DeliveryRecord[]): Promise<void>;
  get(id: string): Promise<DeliveryRecord | null>;
  ofAlert(alertId: string): Promise<DeliveryRecord[]>;
  /** Newest first. */
  list(query: ListDeliveries & { limit: number }): Promise<Page<DeliveryRecord>>;
  getMany(ids: readonly string[]): Promise<DeliveryRecord[]>;
  /** Deliveries of some alerts on one channel (null: in-app), oldest first. */
  ofAlerts(alertIds: readonly string[], channelId: string | null): Promise<DeliveryRecord[]>;
  /** Pending deliveries of a channel (null: in-app) whose time has come and that nobody holds, earliest first. */
  dueOnLane(channelId: string | null, now: Date, limit: number): Promise<DeliveryRecord[]>;
  /** Pending deliveries of a channel, due or not. */
  pendingOnLane(channelId: string, limit: number): Promise<DeliveryRecord[]>;
  /** Pending deliveries of a channel that are due after an instant, earliest first. */
  laterOnLane(channelId: string, after: Date, limit: number): Promise<DeliveryRecord[]>;
  /** When the next delivery of a channel that is due after an instant is due; null when there is none. */
  nextOnLane(channelId: string | null, after: Date): Promise<Date | null>;
  /** Of some channels those that have deliveries which were due at an instant and that nobody holds. */
  lanesDue(channelIds: readonly (string | null)[], at: Date): Promise<(string | null)[]>;
  /** Takes deliveries that are pending and that nobody else holds; answers which are held now. */
  hold(ids: readonly string[], now: Date, lease: Lease): Promise<string[]>;
  /** Prolongs a lease on deliveries. */
  prolong(ids: readonly string[], lease: Lease): Promise<void>;
  /**
   * Writes an attempt and the state that follows to pending deliveries, and ends their lease; with a token only while
   * it is held. Answers how many.
   */
  settle(
    ids: readonly string[],
    token: string | null,
    change: {
      attempt: AttemptRecord;
      state: DeliveryRecord['state'];
      nextAttemptAt: Date | null;
      form?: DeliveryRecord['form'];
      mayBeTaken?: true;
    },
  ): Promise<number>;
  /** pending or dead, or only one of these, -> dropped; answers how many. */
  drop(ids: readonly string[], because: DropReason, from?: 'pending' | 'dead'): Promise<number>;
  /** Has a pending delivery that nobody holds wait until an instant. */
  postpone(id: string, until: Date): Promise<void>;
  /** Has a pending delivery that nobody holds be due at another instant, and its fallback take over at another one; null leaves that. */
  redate(id: string, dueAt: Date, fallbackAt: Date | null): Promise<void>;
  /** Pending deliveries that are to be handed to the fallback of their channel, earliest first; without some of them. */
  fallbackDue(now: Date, limit: number, except?: readonly string[]): Promise<DeliveryRecord[]>;
  /** When the next of them is to be handed over, which may be over; null where none waits. Without some of them. */
  nextFallback(except?: readonly string[]): Promise<Date | null>;
  /** Notes that the fallback knows. */
  fallbackDone(ids: readonly string[]): Promise<void>;
  /**
   * Makes deliveries due that were dated after an instant in the future; answers how many. The fallback of what is due takes
   * over within a minute, however late it was dated.
   */
  repairFutureTimes(after: Date, now: Date): Promise<number>;
  /**
   * Begins a new series of attempts, due at once: dead, dismissed or dropped -> pending. Null when it is none of these.
   *
   * @param fallbackAt when the fallback takes over; null: never
   */
  redrive(id: string, now: Date, fallbackAt: Date | null): Promise<DeliveryRecord | null>;
  /** dead -> dismissed, of some or of a channel; answers the ids of their alerts. */
  dismiss(which: { ids: readonly string[] } | { channelId: string }): Promise<string[]>;
  /**
   * When the newest message was written that a channel has delivered, among those written at an instant or later; null
   * without one.
   *
   * @param way of mail with the address that it went to
   */
  lastDelivered(
    way: { channelId: string; recipient: string | null },
    since: Date,
  ): Promise<Date | null>;
  /** Number of dead letters of some channels. */
  countDead(channelIds: readonly string[]): Promise<number>;
  /** Deletes some that were made before an instant and do not wait; answers how many. */
  removeBefore(at: Date, limit: number): Promise<number>;
}
