import type { ExpiryStep } from '../alert/expiry-step.ts';
import type { KeyKind } from '../check/key-kind.ts';
import type { LeafFacts } from './schema.ts';
import { keyKindOf } from './sighting.ts';

const DAY_MS = 86_400_000;

/** Readings without a certificate after which it is no longer served. */
const MISSES = 2;
/** A certificate that was not seen for so long is gone, also when some address was never reached. */
const GONE_MS = 3 * DAY_MS;
/** Certificates of a site that are remembered. */
const MAX_LEAVES = 8;
/** As many as that where more are served: one that is forgotten would be news at every reading. */
const MAX_SERVED = 32;

/** A certificate that a site has shown, and what people were told of it. */
export interface KnownLeaf {
  fingerprint: string;
  validTo: Date;
  keyKind: KeyKind;
  /** Addresses that showed it last. */
  addresses: string[];
  seenAt: Date;
  /** Readings since then that looked at all its addresses and did not see it; absent for none. */
  missed?: number;
  /** It was missing once and came back; absent while it never did. */
  returned?: true;
  /** It was held to be gone and was not; absent while it never was. */
  reappeared?: true;
  /** Expiry threshold that people were told of last; absent for none. It outlives a pause. */
  told?: ExpiryStep;
}

/** A certificate in the reading that is judged. */
export interface SeenLeaf {
  readonly leaf: Pick<LeafFacts, 'fingerprint' | 'validTo' | 'key'>;
  readonly addresses: readonly string[];
}

export interface LeavesReading {
  readonly at: Date;
  readonly seen: readonly SeenLeaf[];
  /** Addresses that could not be read, or were left out. */
  readonly unread: readonly string[];
}

/**
 * False once a certificate was not seen in two readings of all its addresses, or for three days. Where two readings
 * were wrong about it once, only the three days count.
 */
export const isInService = ({ missed = 0, reappeared, seenAt }: KnownLeaf, at: Date): boolean =>
  (missed < MISSES || reappeared === true) && at.getTime() - seenAt.getTime() < GONE_MS;

const wasHeldGone = (known: KnownLeaf | undefined): boolean =>
  known?.reappeared === true || (known?.missed ?? 0) >= MISSES;

function saw(known: KnownLeaf | undefined, { leaf, addresses }: SeenLeaf, at: Date): KnownLeaf {
  return {
    fingerprint: leaf.fingerprint,
    validTo: leaf.validTo,
    keyKind: keyKindOf(leaf.key),
    addresses: [...addresses],
    seenAt: at,
    ...(known?.missed !== undefined || known?.returned ? { returned: true as const } : {}),
    ...(wasHeldGone(known) ? { reappeared: true as const } : {}),
    ...(known?.told === undefined ? {} : { told: known.told }),
  };
}

function missed(known: KnownLeaf, { at, unread }: LeavesReading): KnownLeaf {
  const isHidden = known.addresses.some((address) => unread.includes(address));
  if (isHidden || !isInService(known, at)) return known;
  return { ...known, missed: (known.missed ?? 0) + 1 };
}

function settled(leaf: KnownLeaf, all: readonly KnownLeaf[], at: Date): KnownLeaf {
  const isAlone = all.every(
    (other) => other === leaf || other.keyKind !== leaf.keyKind || !isInService(other, at),
  );
  if (!leaf.returned || !isAlone) return leaf;
  const { returned: _, ...rest } = leaf;
  return rest;
}

/**
 * Which certificates a site serves after another reading. During a roll-out, and behind a balancer, a certificate that
 * is not seen once may well be there.
 */
export function followLeaves(known: readonly KnownLeaf[], reading: LeavesReading): KnownLeaf[] {
  const { at, seen } = reading;
  const isSeen = ({ fingerprint }: KnownLeaf): boolean =>
    seen.some(({ leaf }) => leaf.fingerprint === fingerprint);
  const all = [
    ...seen.map((one) =>
      saw(
        known.find(({ fingerprint }) => fingerprint === one.leaf.fingerprint),
        one,
        at,
      ),
    ),
    ...known.filter((one) => !isSeen(one)).map((one) => missed(one, reading)),
  ];
  const served = all.filter((leaf) => isInService(leaf, at)).length;
  return all
    .map((leaf) => settled(leaf, all, at))
    .sort(
      (one, other) =>
        Number(isInService(other, at)) - Number(isInService(one, at)) ||
        other.seenAt.getTime() - one.seenAt.getTime(),
    )
    .slice(0, Math.max(MAX_LEAVES, Math.min(served, MAX_SERVED)));
}

/**
 * True while a certificate has been missing and nobody knows yet whether it is gone: another reading soon tells. Of
 * those that come and go it is known that they are served in turn.
 */
export const isUnsettled = (leaves: readonly KnownLeaf[], at: Date): boolean =>
  leaves.some((leaf) => (leaf.missed ?? 0) > 0 && !leaf.returned && isInService(leaf, at));

/**
 * Certificates with the same kind of key that are served in turn: at different addresses in one reading, or at one
 * address from reading to reading. Empty when there are none; one that merely followed another is not served in turn.
 */
export function servedInTurn(leaves: readonly KnownLeaf[], at: Date): KnownLeaf[] {
  const serving = leaves.filter((leaf) => isInService(leaf, at));
  return [...Map.groupBy(serving, ({ keyKind }) => keyKind).values()].flatMap((group) => {
    const now = group.filter(({ seenAt }) => seenAt.getTime() === at.getTime());
    const isInTurn = now.length > 1 || group.some(({ returned }) => returned);
    return group.length > 1 && isInTurn ? group : [];
  });
}
