import * as z from 'zod';
import { formatDay } from '../text/format/instant.ts';

const DAY_MS = 86_400_000;
/** A list that is refreshed weekly is this old only when something is wrong. */
const OLD_AFTER_MS = 90 * DAY_MS;

/** Which list of RDAP services is in use: the one that comes with the product, or one that was fetched. */
export const RdapListState = z.object({
  origin: z.enum(['bundled', 'fetched']),
  /** Address that it is fetched from, without query. */
  source: z.string(),
  /** What the list says of itself. */
  publishedAt: z.date(),
  fetchedAt: z.date().nullable(),
  /** When somebody last tried to fetch it; null before the first time. */
  triedAt: z.date().nullable(),
  /** Why that failed, as a sentence; null when it did not. */
  problem: z.string().nullable(),
});
export type RdapListState = z.infer<typeof RdapListState>;

/** A list of RDAP services as it is kept for all workers, over restarts. */
export interface KeptRdapList {
  readonly state: RdapListState;
  /** The file that was fetched last; null before any was. */
  readonly text: string | null;
}

/** The list of RDAP services, for people. */
export const RdapListReport = z.object({
  /** Null until the first domain is looked up. */
  list: RdapListState.nullable(),
  /** True when the list is older than 90 days. */
  isOld: z.boolean(),
  /** Which list it is, how old, and what is wrong with it. */
  detail: z.string(),
});
export type RdapListReport = z.infer<typeof RdapListReport>;

/** Says which list is in use, how old it is, and what an old one that cannot be refreshed means. */
export function reportRdapList(list: RdapListState | null, now: Date): RdapListReport {
  if (!list) {
    return {
      list,
      isOld: false,
      detail: 'No domain has been looked up yet, so no list is in use.',
    };
  }
  const { fetchedAt, publishedAt, problem } = list;
  const age = now.getTime() - (fetchedAt ?? publishedAt).getTime();
  const isOld = age > OLD_AFTER_MS;
  const which = fetchedAt
    ? `Fetched from ${new URL(list.source).host} on ${formatDay(fetchedAt)}, ${daysOld(age)} ago.`
    : `The one of ${formatDay(publishedAt)} that comes with the product, ${daysOld(age)} old.`;
  const trouble = problem === null ? '' : ` It could not be refreshed: ${problem}`;
  const meaning = isOld && problem !== null ? ` ${MEANING}` : '';
  return { list, isOld, detail: `${which}${trouble}${meaning}` };
}

const MEANING =
  'Registries that are new or have moved since are asked over WHOIS only, or not found. ' +
  'Let the workers reach this address, or name a list of your own in RDAP_BOOTSTRAP_URL.';

function daysOld(age: number): string {
  const days = Math.max(0, Math.floor(age / DAY_MS));
  return days === 1 ? '1 day' : `${days} days`;
}
