import { matchesExpiry, type ExpiryFilter, type ExpiryItem } from '@app/domain';
import type { Context } from '../context.ts';
import { listByEnd, type ExpiryPorts } from './list-expiries.ts';

const DAY_MS = 86_400_000;
/** What ends later has no place in a calendar yet: most registrations run for a year. */
const HORIZON_MS = 400 * DAY_MS;
/** Entries that common calendars still read without trouble. */
const MAX_ITEMS = 2_000;
const PAGE = 500;

/** What is wanted of everything that ends within 400 days or has ended, what ends first comes first; at most 2,000 items. */
export async function expiriesForCalendar(
  { ports }: Context<ExpiryPorts>,
  filter: ExpiryFilter = {},
): Promise<ExpiryItem[]> {
  const horizon = new Date(ports.now().getTime() + HORIZON_MS);
  const items: ExpiryItem[] = [];
  let cursor: string | undefined;
  while (items.length < MAX_ITEMS) {
    const page = await listByEnd(ports, { limit: PAGE, cursor });
    const near = page.items.filter(({ expiresAt }) => expiresAt <= horizon);
    items.push(...near.filter((item) => matchesExpiry(item, filter)));
    const last = page.items.at(-1);
    if (page.nextCursor === null || (last && last.expiresAt > horizon)) break;
    cursor = page.nextCursor;
  }
  return items.slice(0, MAX_ITEMS);
}
