import type { DeliveryAttempt, DeliveryRecord, Lease, ListDeliveries } from '@app/domain';
import type { Page } from './page.ts';

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
  /** Deletes some that were made before an instant and do not wait; answers how many. */
  removeBefore(at: Date, limit: number): Promise<number>;
}
