import type { RdapListProblem } from '../../check/registration-failure.ts';
import { formatDay } from '../format/instant.ts';

type OfList = Extract<RdapListProblem, { is: 'no-list' | 'no-json' }>;

/** Why the list of RDAP services could not be fetched, where the answer was none. */
export const describeListAnswer = (problem: OfList): string =>
  problem.is === 'no-json'
    ? `The RDAP bootstrap file of ${problem.server} is not JSON.`
    : `${problem.server} did not send an RDAP bootstrap file (HTTP ${problem.status}).`;

const daysOld = (days: number): string => (days === 1 ? '1 day' : `${days} days`);

/** Which list it is, and how old. */
export const NO_LIST = 'No domain has been looked up yet, so no list is in use.';
export const fetchedList = (host: string, at: Date, days: number): string =>
  `Fetched from ${host} on ${formatDay(at)}, ${daysOld(days)} ago.`;
export const bundledList = (at: Date, days: number): string =>
  `The one of ${formatDay(at)} that comes with the product, ${daysOld(days)} old.`;

export const notRefreshed = (problem: string): string => `It could not be refreshed: ${problem}`;

/** What an old list means that cannot be refreshed. */
export const OLD_LIST =
  'Registries that are new or have moved since are asked over WHOIS only, or not found. ' +
  'Let the workers reach this address, or name a list of your own in RDAP_BOOTSTRAP_URL.';
