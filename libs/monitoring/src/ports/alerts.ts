import type {
  AlertCause,
  AlertRecord,
  KnownTrouble,
  ListAlerts,
  PendingNotification,
  Resolution,
  Severity,
} from '@app/domain';
import type { Page } from './page.ts';

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
  /** `down` alerts of a target whose outage touches `[from, to)`, in any order. */
  outages(targetId: string, range: { from: Date; to: Date }): Promise<AlertRecord[]>;
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
  /** Raises severity and cause of an open alert and announces it; null when it is not open. */
  escalate(
    id: string,
    change: { severity: Severity; cause: AlertCause; announcement: PendingNotification },
  ): Promise<AlertRecord | null>;
  /**
   * Says what is true now of an alert whose condition lasts, if nobody changed it since `seenAt` (its `updatedAt`);
   * severity and cause only while it is open. Null when it was changed or has ended.
   */
  restate(
    id: string,
    seenAt: Date,
    change: Pick<AlertRecord, 'severity' | 'cause'> & {
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
  /** Deletes some resolved alerts that were opened before an instant; answers how many. */
  removeBefore(at: Date, limit: number): Promise<number>;
}
