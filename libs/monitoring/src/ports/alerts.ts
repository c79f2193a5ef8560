import type {
  ActorFact,
  AlertCause,
  AlertKind,
  AlertRecord,
  AlertEnding,
  KnownTrouble,
  ListAlerts,
  PendingNotification,
  Severity,
} from '@app/domain';
import type { Flapping, FollowUp } from '@app/domain/alerting';
import type { Page } from './page.ts';

/** What a look at an alert has come to. */
export interface FollowChange {
  followUp?: FollowUp;
  notifications: readonly PendingNotification[];
  /** When to look next; null for never, or once what is to be told is planned. */
  dueAt: Date | null;
  /** The site is down for good since then, and no longer goes up and down. */
  settledSince?: Date;
}

export interface AlertStore {
  /**
   * Stores a new alert. `exists`: this id is stored already; `other-open`: the target has another open
   * alert of this kind.
   */
  insert(alert: AlertRecord): Promise<'inserted' | 'exists' | 'other-open'>;
  /**
   * Has no alert be stored under this id any more, however late somebody comes with it: `insert` answers `exists` then, and
   * nothing is found. False where one is stored.
   *
   * @param at when what it stood for was over; it is forgotten as old alerts are
   */
  preclude(id: string, at: Date): Promise<boolean>;
  /** Whether an alert is stored under this id, or none is any more. */
  isTaken(id: string): Promise<boolean>;
  get(id: string): Promise<AlertRecord | null>;
  getMany(ids: readonly string[]): Promise<AlertRecord[]>;
  /** Open ones first, then newest first; of the given subjects only, if there are any. */
  list(
    query: Omit<ListAlerts, 'targetId'> & { subjects?: readonly string[]; limit: number },
  ): Promise<Page<AlertRecord>>;
  /** `down` alerts of a target whose outage touches `[from, to)`, in any order. */
  outages(targetId: string, range: { from: Date; to: Date }): Promise<AlertRecord[]>;
  /** The same of several targets. */
  outagesOf(targetIds: readonly string[], range: { from: Date; to: Date }): Promise<AlertRecord[]>;
  /** Number of open alerts by subject. */
  countOpen(subjects: readonly string[]): Promise<Map<string, number>>;
  /** The one that is open, else the newest; null where there was none. */
  latest(subject: string, kind: AlertKind): Promise<AlertRecord | null>;
  /** Open -> resolved as acknowledged, and to be looked at; kept for its story. Null when it is not open. */
  acknowledge(
    id: string,
    taken: { at: Date; note: string | null; by: ActorFact; until: Date | null },
  ): Promise<AlertRecord | null>;
  /**
   * Opens one again that was acknowledged and whose condition lasts; null when it is none, or another one about the same is
   * open. `by` is null where the time of the acknowledgement was over.
   */
  unacknowledge(
    id: string,
    withdrawn: { at: Date; by: ActorFact | null; announcement: PendingNotification | null },
  ): Promise<AlertRecord | null>;
  /**
   * The condition has ended: sets `endedAt` and `ending` once, resolves the alert if it is still open, and adds the
   * announcement. Null when it had ended before or is unknown.
   *
   * @param end.seenChanges of a site that goes up and down: null, too, where it has changed since it was seen
   */
  end(
    id: string,
    end: {
      at: Date;
      ending: AlertEnding;
      announcement: PendingNotification | null;
      seenChanges?: number;
    },
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
  /** Has an alert tell something once more, unless it is about to tell that anyway. */
  announce(id: string, notification: PendingNotification): Promise<void>;
  /** Alerts that still have something to planDeliveries and were last changed before an instant. */
  withAnnouncements(
    changedBefore: Date,
    limit: number,
    except?: readonly string[],
  ): Promise<AlertRecord[]>;
  /**
   * What an alert had to tell is planned: drops it, and notes how far people have been told. It is looked at by `dueAt`, or
   * before, where somebody else wanted that.
   */
  planned(id: string, key: string, told: { followUp: FollowUp; dueAt: Date | null }): Promise<void>;
  /** Alerts of which the clock asks something by now, the longest due first. */
  due(now: Date, limit: number, except?: readonly string[]): Promise<AlertRecord[]>;
  /** Notes what came of a look, if nobody else looked since `seenDueAt`; null when somebody did. */
  follow(id: string, seenDueAt: Date | null, change: FollowChange): Promise<AlertRecord | null>;
  /** A site that goes up and down has changed, for the first time after `seenChanges`; null when somebody else noted that. */
  flap(
    id: string,
    seenChanges: number,
    change: { flapping: Flapping; outageIds: string[] },
  ): Promise<AlertRecord | null>;
  /** Has alerts that are open or wait for something looked at at once, all of them or those of some subjects. */
  lookAgain(now: Date, subjects: readonly string[] | null): Promise<void>;
  /** Names a target that is held back because of an alert, unless `max` are named. */
  nameBehind(id: string, target: { id: string; name: string }, max: number): Promise<void>;
  /** Sets times of alerts that changed after an instant in the future back to `now`; answers how many. */
  repairFutureTimes(after: Date, now: Date): Promise<number>;
  changedSince(since: Date, limit: number): Promise<AlertRecord[]>;
  /** Deletes some resolved alerts that were opened before an instant; answers how many. */
  removeBefore(at: Date, limit: number): Promise<number>;
}
