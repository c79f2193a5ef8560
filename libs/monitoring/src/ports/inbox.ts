import type { InboxRecord, ListInbox } from '@app/domain';
import type { Page } from './page.ts';

export interface InboxStore {
  /** Stores items; those whose id exists are ignored. */
  insert(items: readonly InboxRecord[]): Promise<void>;
  list(query: ListInbox & { limit: number }): Promise<Page<InboxRecord>>;
  countUnread(): Promise<number>;
  /** Marks items as read, all of them for null; answers how many were unread. */
  markRead(ids: readonly string[] | null, at: Date): Promise<number>;
  getMany(ids: readonly string[]): Promise<InboxRecord[]>;
  /** Sets times of items that are dated after an instant in the future back to `now`; answers how many. */
  repairFutureTimes(after: Date, now: Date): Promise<number>;
  since(at: Date, limit: number): Promise<InboxRecord[]>;
  /** Deletes some items from before an instant; answers how many. */
  removeBefore(at: Date, limit: number): Promise<number>;
}
