import { type InboxPage, type ListInbox, toInboxItem } from '@app/domain';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';

type InboxPorts = Pick<Ports, 'inbox' | 'now'>;

const DEFAULT_LIMIT = 50;

/** What the in-app channel was told, newest first. */
export async function listInbox(
  { ports }: Context<InboxPorts>,
  query: ListInbox,
): Promise<InboxPage> {
  const page = await ports.inbox.list({ ...query, limit: query.limit ?? DEFAULT_LIMIT });
  return { items: page.items.map((item) => toInboxItem(item)), nextCursor: page.nextCursor };
}

/** Marks items as read; null marks all. */
export async function markRead(
  { ports }: Context<InboxPorts>,
  ids: readonly string[] | null,
): Promise<{ marked: number }> {
  return { marked: await ports.inbox.markRead(ids, ports.now()) };
}
