import type { RegistrationSource } from '../check/registration-source.ts';

const DAY_MS = 86_400_000;
/** The word of a better service stands that long against a lesser one; the better one may be gone for good. */
const STANDS_MS = 7 * DAY_MS;

/** RDAP tells in fields what WHOIS tells in words, and a person may be mistaken. */
const RANKS: Record<RegistrationSource, number> = { manual: 0, whois: 1, rdap: 2 };

/** A statement that is believed: who made it, and when last. */
export interface Statement {
  readonly source: RegistrationSource | null;
  readonly at: Date | null;
}

/**
 * True when a service must not better what is believed: a better one has said otherwise within the last week. Services
 * of one registry tell different things, and the lesser one often tells less.
 */
export function isOutranked(by: RegistrationSource, { source, at }: Statement, now: Date): boolean {
  if (source === null || at === null) return false;
  return RANKS[by] < RANKS[source] && now.getTime() - at.getTime() < STANDS_MS;
}
