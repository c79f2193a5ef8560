import * as z from 'zod';
import type { RdapListProblem } from '../check/registration-failure.ts';
import { DEFAULT_LANGUAGE, type Language } from '../text/format/language.ts';
import { describeRdapList, describeRdapListProblem } from '../text/rdap-list.ts';

const DAY_MS = 86_400_000;
/** A list that is refreshed weekly is this old only when something is wrong. */
const OLD_AFTER_MS = 90 * DAY_MS;

/** Which list of RDAP services is in use: the one that comes with the product, or one that was fetched. */
const RdapListState = z.object({
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

/** Which list is in use, as it is stored. */
export interface RdapListRecord extends Omit<RdapListState, 'problem'> {
  problem: RdapListProblem | null;
}

/** A list of RDAP services as it is kept for all workers, over restarts. */
export interface KeptRdapList {
  readonly state: RdapListRecord;
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
export function reportRdapList(
  record: RdapListRecord | null,
  now: Date,
  language: Language = DEFAULT_LANGUAGE,
): RdapListReport {
  if (!record) return { list: null, isOld: false, detail: describeRdapList(null, language) };
  const problem = record.problem && describeRdapListProblem(record.problem, language);
  const list = { ...record, problem };
  const ageMs = now.getTime() - (list.fetchedAt ?? list.publishedAt).getTime();
  const isOld = ageMs > OLD_AFTER_MS;
  const days = Math.max(0, Math.floor(ageMs / DAY_MS));
  return { list, isOld, detail: describeRdapList({ ...list, days, isOld }, language) };
}
