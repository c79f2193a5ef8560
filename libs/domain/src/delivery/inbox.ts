import * as z from 'zod';
import { AlertEvent } from '../alert/kind.ts';
import type { ToldAlert } from '../alert/record.ts';
import { Cursor, Id, Limit } from '../common/schema.ts';
import type { EventDetails, MessageTarget } from './message.ts';

/** What the in-app channel was told. */
export const InboxItem = z.object({
  id: Id,
  alertId: Id,
  targetId: Id.nullable(),
  event: AlertEvent,
  title: z.string(),
  text: z.string(),
  at: z.date(),
  readAt: z.date().nullable(),
});
export type InboxItem = z.infer<typeof InboxItem>;

/** What an item tells, in no language; its words are made when it is read. */
export type InboxFact =
  /** Words that an older version stored. */
  | { is: 'text'; title: string; text: string }
  /** The alert and its target as they were when it was told. */
  | ({
      is: 'event';
      alert: Omit<ToldAlert, 'id' | 'targetId'>;
      target: MessageTarget | null;
    } & Pick<EventDetails, 'isFlapping' | 'reminder' | 'places'>);

/** An item as it is stored. */
export interface InboxRecord extends Omit<InboxItem, 'title' | 'text'> {
  told: InboxFact;
}

export const ListInbox = z.strictObject({
  unreadOnly: z.boolean().optional(),
  cursor: Cursor.optional(),
  limit: Limit.optional(),
});
export type ListInbox = z.infer<typeof ListInbox>;

export const InboxPage = z.object({ items: z.array(InboxItem), nextCursor: z.string().nullable() });
export type InboxPage = z.infer<typeof InboxPage>;

export const MarkRead = z.strictObject({ ids: z.array(Id).min(1).max(500) });
export const Marked = z.object({ marked: z.int() });
