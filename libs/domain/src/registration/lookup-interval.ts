import { stableHash } from '../common/stable-hash.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const DAILY_JITTER_MS = 2 * HOUR_MS;

/** Lookups of a server that are planned for a day, or not many more; `turn.ts` grants 500, for repetitions and people. */
const PLANNED_PER_DAY = 300;
/** So many domains of a server are looked up daily in any case, those that end first. */
const ALWAYS_DAILY = 100;
/** The others of a crowded server are looked up at least that often. */
const SPACED_DAYS = 7;
const SPACED_CROWD = SPACED_DAYS * PLANNED_PER_DAY;

const HASHES = 2 ** 32;

/** The domains that one registry server tells of, and how many of them end before the one in question. */
export interface RegistryLoad {
  readonly domains: number;
  readonly nearer: number;
}

/** A domain that shares its server with no other. */
export const NO_REGISTRY_LOAD: RegistryLoad = { domains: 0, nearer: 0 };

/**
 * When a domain is looked up again that was looked up at an instant: a day later, unless its server tells of more
 * domains than it may be asked about in a day. Then those that end first stay daily, and the others share what is left:
 * each comes within 7 days for up to 2,100 domains, within 14 for up to 4,200, and so on. What is random in it follows
 * from the domain, so that whoever works it out comes to the same.
 */
export function nextLookupTime(domain: string, lookedUpAt: Date, crowd: RegistryLoad): number {
  const time = lookedUpAt.getTime();
  const days = lookupDays(crowd);
  return days === 1
    ? time + DAY_MS + DAILY_JITTER_MS * fraction(`lookup:${domain}:${time}`)
    : slotAfter(domain, time, days * DAY_MS);
}

/** Days within which a domain is looked up again: 1, or the weeks that a crowded server needs for those that end later. */
export function lookupDays({ domains, nearer }: RegistryLoad): number {
  const isDaily = domains <= PLANNED_PER_DAY || nearer < dailyOf(domains);
  return isDaily ? 1 : Math.ceil(domains / SPACED_CROWD) * SPACED_DAYS;
}

/**
 * A time of its own for each domain in a cycle, so that as many are due in any hour. The cycle leaves 18 hours of the
 * seven days, for lookups that are put off and for a time that has just passed.
 */
function slotAfter(domain: string, time: number, withinMs: number): number {
  const cycleMs = (withinMs * 25) / 28;
  const phaseMs = cycleMs * fraction(`slot:${domain}`);
  const earliest = time + withinMs - cycleMs;
  return Math.ceil((earliest - phaseMs) / cycleMs) * cycleMs + phaseMs;
}

/** As many as can be daily when the others take a lookup every seven days. */
const dailyOf = (domains: number): number =>
  Math.max(ALWAYS_DAILY, Math.floor((SPACED_CROWD - domains) / (SPACED_DAYS - 1)));

const fraction = (key: string): number => stableHash(key) / HASHES;
