import type { ResolvedAddress } from './resolver.ts';

export type Family = 4 | 6;

/** What DNS said to one question for the addresses of one family. */
export interface Reply {
  readonly addresses: readonly ResolvedAddress[];
  /** Null with addresses; else `ENOTFOUND`, `ENODATA`, or the code of a fault such as `ESERVFAIL` or `ETIMEOUT`. */
  readonly code: string | null;
  /** How long it may be used again. */
  readonly ttlMs: number;
}

/** No name, no address of that family, no name that DNS could have: certain, whoever is asked. */
const ABSENT = new Set(['ENOTFOUND', 'ENODATA', 'EBADNAME']);

/** True when a code says that the name servers gave no usable answer at all. */
export const isFault = (code: string | null): boolean => code !== null && !ABSENT.has(code);

const MIN_TTL_MS = 5_000;
const MAX_TTL_MS = 300_000;
/** Long enough for all who ask at the moment, short enough not to hide that a name is back. */
const ABSENT_TTL_MS = 3_000;
const FAULT_TTL_MS = 2_000;

/** A record as c-ares gives it; `ttl` in seconds, the shortest along the aliases. */
export interface AddressRecord {
  readonly address: string;
  readonly ttl: number;
}

/** The reply that carries addresses. Their time to live counts within 5 s and 5 min. */
export function replyOf(records: readonly AddressRecord[], family: Family): Reply {
  if (records.length === 0) return failedReply('ENODATA');
  const ttlMs = Math.min(...records.map(({ ttl }) => ttl)) * 1_000;
  return {
    addresses: records.map(({ address }) => ({ address, family })),
    code: null,
    ttlMs: Math.min(MAX_TTL_MS, Math.max(MIN_TTL_MS, ttlMs)),
  };
}

export const failedReply = (code: string): Reply => ({
  addresses: [],
  code,
  ttlMs: isFault(code) ? FAULT_TTL_MS : ABSENT_TTL_MS,
});

/**
 * One result of the replies for both families: all addresses, else the fault, else that there is none. A family that
 * fails does no harm while the other one is there.
 */
export function combine(replies: readonly Reply[]): Pick<Reply, 'addresses' | 'code'> {
  const addresses = replies.flatMap((reply) => reply.addresses);
  if (addresses.length > 0) return { addresses, code: null };
  const codes = replies.map(({ code }) => code);
  return { addresses, code: codes.find(isFault) ?? codes.find(Boolean) ?? 'ENODATA' };
}
