import type { AlertEvent } from '../alert/kind.ts';
import type { AlertRecord } from '../alert/record.ts';
import { hostOfUrl } from '../common/url-parts.ts';
import type { LaneLimits } from './lane-limits.ts';
import type { StoredPlan } from './lane.ts';
import type { SharedCause } from './message.ts';

/** An event of an alert that may be told now. */
export interface Candidate {
  /** What it is about, and whom it tells. */
  matter: string;
  createdAt: Date;
  /** Idempotency key, where it is told alone. */
  key: string;
  event: AlertEvent;
  form: 'single' | 'whole';
  ids: string[];
  alert: Pick<AlertRecord, 'targetId' | 'cause' | 'endedAt'>;
  recipient?: string;
}

/** The part of a target that tells what alerts have in common. */
export interface DigestTarget {
  url: string;
  tags: readonly string[];
}

/** Causes that are named first: a host explains more than a kind of failure, and that more than a tag. */
const BY: readonly SharedCause['is'][] = [
  'host',
  'address',
  'certificate',
  'domain',
  'failure',
  'tag',
];
/** Fewer alerts are no group of their own. */
const SMALLEST_GROUP = 5;
const MOST_GROUPS = 5;

interface Group {
  sharedCause: SharedCause | null;
  members: Candidate[];
}

/** A message of a storm. */
export interface Digest {
  plan: StoredPlan;
  /** It names as many alerts as one message of its channel can. */
  isFull: boolean;
}

/**
 * Gathers alerts of a storm into messages: those with a common cause together, and so that no message grows longer than
 * its channel takes. Each alert is named in exactly one.
 */
export function digestsOf(
  candidates: readonly Candidate[],
  {
    limits,
    targets,
    now,
  }: { limits: LaneLimits; targets: ReadonlyMap<string, DigestTarget>; now: Date },
): Digest[] {
  return groupsOf(candidates, targets).flatMap(({ sharedCause, members }) =>
    piecesOf(members, limits).map((piece) => ({
      plan: digestOf(piece, sharedCause, now),
      isFull: piece.length >= limits.digestItems,
    })),
  );
}

function digestOf(
  members: readonly Candidate[],
  sharedCause: SharedCause | null,
  now: Date,
): StoredPlan {
  const deliveryIds = members.flatMap(({ ids }) => ids);
  const wholeIds = members.flatMap(({ form, ids }) => (form === 'whole' ? ids : []));
  return {
    key: `digest:${deliveryIds[0]}:${deliveryIds.at(-1)}:${deliveryIds.length}`,
    form: 'digest',
    event: members[0]?.event ?? 'opened',
    deliveryIds,
    ...(wholeIds.length > 0 ? { wholeIds } : {}),
    ...(sharedCause ? { sharedCause } : {}),
    plannedAt: now,
    unanswered: 0,
  };
}

function groupsOf(
  candidates: readonly Candidate[],
  targets: ReadonlyMap<string, DigestTarget>,
): Group[] {
  const groups: Group[] = [];
  let rest = candidates.map((candidate) => ({ candidate, causes: causesOf(candidate, targets) }));
  while (rest.length > 0 && groups.length < MOST_GROUPS) {
    const largest = largestOf(rest.map(({ causes }) => causes));
    if (!largest) break;
    const key = keyOf(largest);
    const isIn = ({ causes }: (typeof rest)[number]): boolean => causes.has(key);
    groups.push({
      sharedCause: largest,
      members: rest.filter(isIn).map(({ candidate }) => candidate),
    });
    rest = rest.filter((one) => !isIn(one));
  }
  if (rest.length > 0) {
    groups.push({ sharedCause: null, members: rest.map(({ candidate }) => candidate) });
  }
  return groups;
}

const keyOf = ({ is, value }: SharedCause): string => `${is} ${value}`;

/** What an alert may have in common with others, by a key. */
function causesOf(
  { alert }: Candidate,
  targets: ReadonlyMap<string, DigestTarget>,
): ReadonlyMap<string, SharedCause> {
  const target = alert.targetId === null ? undefined : targets.get(alert.targetId);
  if (!target) return new Map();
  const causes: SharedCause[] = target.tags.map((value) => ({ is: 'tag', value }));
  if (alert.cause.is === 'failure') {
    causes.push({ is: 'failure', value: alert.cause.failure.class });
  }
  if (URL.canParse(target.url)) {
    causes.push({ is: 'host', value: hostOfUrl(new URL(target.url)) });
  }
  return new Map(causes.map((cause) => [keyOf(cause), cause]));
}

/** The cause that most have; of equally common ones that which explains most. Null when none is common enough. */
function largestOf(all: readonly ReadonlyMap<string, SharedCause>[]): SharedCause | null {
  const counts = new Map<string, { cause: SharedCause; count: number }>();
  for (const causes of all) {
    for (const [key, cause] of causes) {
      counts.set(key, { cause, count: (counts.get(key)?.count ?? 0) + 1 });
    }
  }
  const rank = ({ is }: SharedCause): number => BY.indexOf(is);
  const [best] = [...counts.values()].sort(
    (a, b) => b.count - a.count || rank(a.cause) - rank(b.cause),
  );
  return best && best.count >= Math.min(SMALLEST_GROUP, all.length) ? best.cause : null;
}

function piecesOf(members: readonly Candidate[], { digestItems }: LaneLimits): Candidate[][] {
  const pieces: Candidate[][] = [];
  for (let from = 0; from < members.length; from += digestItems) {
    pieces.push(members.slice(from, from + digestItems));
  }
  return pieces;
}
