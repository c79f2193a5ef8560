import type { InboxPage, ListInbox } from '@app/domain';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';

type InboxPorts = Pick<Ports, 'inbox' | 'now'>;

const DEFAULT_LIMIT = 50;

/** What the in-app channel was told, newest first. */
export const listInbox = ({ ports }: Context<InboxPorts>, query: ListInbox): Promise<InboxPage> =>
  ports.inbox.list({ ...query, limit: query.limit ?? DEFAULT_LIMIT });

/** Marks items as read; null marks all. */
export async function markRead(
  { ports }: Context<InboxPorts>,
  ids: readonly string[] | null,
): Promise<{ marked: number }> {
  return { marked: await ports.inbox.markRead(ids, ports.now()) };
}
