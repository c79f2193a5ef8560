import type { AlertRecord } from '../alert/record.ts';
import { type Candidate, type Digest, type DigestTarget, digestsOf } from './digest.ts';
import type { LaneLimits } from './lane-limits.ts';
import { isRecent } from './lane-outcome.ts';
import { firstOfEachMatter, matterOf } from './matter.ts';
import type { LaneState, StoredPlan } from './lane.ts';
import { behindOlder } from './older-words.ts';
import type { DeliveryRecord } from './record.ts';
import type { DropReason } from './schema.ts';
import { type Thread, turnOf } from './thread.ts';

/** More alerts than this within a minute are told in one message. */
const STORM_ALERTS = 20;
/** In a storm, alerts are gathered for so long before the next message, unless it is full before that. */
const GATHER_MS = 3_000;

/** What waits on a lane. */
export interface LaneWork {
  lane: Pick<LaneState, 'told' | 'plans'>;
  limits: LaneLimits;
  /** Pending deliveries whose time has come, oldest first. */
  due: readonly DeliveryRecord[];
  /** Pending deliveries about the same whose time has not come. */
  waiting?: readonly DeliveryRecord[];
  /** More is due than that: waiting would fill no message further. */
  isMoreDue: boolean;
  /** Every delivery of their alerts on this lane, whatever became of it. */
  ofAlerts: readonly DeliveryRecord[];
  alerts: ReadonlyMap<string, AlertRecord>;
  /** Matters of the messages that are under way (`matterOf`). */
  underWay: ReadonlySet<string>;
  /** Targets of the alerts that are there. */
  targets: ReadonlyMap<string, DigestTarget>;
  now: Date;
}

export interface LaneDecision {
  /** Messages, in the order in which they are sent. */
  plans: StoredPlan[];
  drops: { id: string; because: DropReason }[];
  /** Deliveries that wait for others of their alert until then. */
  waits: { id: string; until: Date }[];
  /** When a storm that gathers is told; null when none does. */
  gatherUntil: Date | null;
}

const seatOf = ({ recipient }: Pick<DeliveryRecord, 'recipient'>): string => recipient ?? '';
const threadKey = (one: DeliveryRecord): string => `${one.alertId} ${seatOf(one)}`;

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}

/**
 * Decides what a channel is told next, and what it is told no more. Each alert is told by a message of its own, save
 * in a storm: more than 20 alerts of one event within a minute become one message. Pure: the same work gives the same
 * messages.
 */
export function nextMessages(work: LaneWork): LaneDecision {
  const { candidates: all, ...decision } = turnsOf(work);
  const candidates = firstOfEachMatter(all, work.underWay);
  const plans: StoredPlan[] = [];
  const gathered: Date[] = [];
  for (const group of groupBy(candidates, stormKey).values()) {
    if (!isStorm(group, work)) {
      plans.push(...group.map((candidate) => planOf(candidate, work.now)));
      continue;
    }
    const digests = digestsOf(group, work);
    const until = gatheringUntil(group, work);
    const ready = until ? readyWhileGathering(digests, work) : digests;
    plans.push(...ready.map(({ plan }) => plan));
    if (until && ready.length < digests.length) gathered.push(until);
  }
  // In the order of the oldest delivery in each.
  const place = new Map(candidates.map(({ ids }, index) => [ids[0], index]));
  const placeOf = ({ deliveryIds }: StoredPlan): number => place.get(deliveryIds[0]) ?? 0;
  plans.sort((a, b) => placeOf(a) - placeOf(b));
  const [gatherUntil = null] = gathered.sort((a, b) => a.getTime() - b.getTime());
  return { ...decision, plans, gatherUntil };
}

const stormKey = ({ event, recipient }: Candidate): string => `${event} ${recipient ?? ''}`;

function turnsOf(
  work: LaneWork,
): Pick<LaneDecision, 'drops' | 'waits'> & { candidates: Candidate[] } {
  const { ofAlerts, alerts, lane, now } = work;
  const { due, waits } = behindOlder(work.due, work.waiting ?? [], alerts);
  const planned = new Set(lane.plans.flatMap(({ deliveryIds }) => deliveryIds));
  const threads = groupBy(ofAlerts, threadKey);
  const told = new Set(
    ofAlerts.filter(({ state }) => state === 'sent').map(({ alertId }) => alertId),
  );
  const decided: ReturnType<typeof turnsOf> = { candidates: [], drops: [], waits };
  const taken = new Set<string>();
  for (const delivery of withOpenings(due, threads, now)) {
    if (planned.has(delivery.id) || taken.has(delivery.id)) continue;
    const alert = alerts.get(delivery.alertId) ?? null;
    const thread: Thread = {
      alert,
      deliveries: threads.get(threadKey(delivery)) ?? [delivery],
      isChannelTold: told.has(delivery.alertId),
      planned,
    };
    const turn = turnOf(delivery, thread, now);
    switch (turn.is) {
      case 'dropped':
        decided.drops.push({ id: delivery.id, because: turn.because });
        break;
      case 'waiting':
        if (turn.until) decided.waits.push({ id: delivery.id, until: turn.until });
        break;
      case 'told':
        for (const id of turn.ids) taken.add(id);
        if (alert) decided.candidates.push(candidateOf(delivery, turn, alert));
        break;
    }
  }
  return decided;
}

/**
 * Each end behind the beginning that it waits for. A beginning that was refused is due later than its end, and may be
 * left out where more is due than is looked at: ends alone would wait for it, and it for them, for ever.
 */
function withOpenings(
  due: readonly DeliveryRecord[],
  threads: ReadonlyMap<string, readonly DeliveryRecord[]>,
  now: Date,
): Set<DeliveryRecord> {
  const byId = new Map(due.map((delivery) => [delivery.id, delivery]));
  const openingsOf = (end: DeliveryRecord): DeliveryRecord[] =>
    (threads.get(threadKey(end)) ?? [])
      .filter(({ event, state }) => event === 'opened' && state === 'pending')
      .filter(({ nextAttemptAt }) => nextAttemptAt !== null && nextAttemptAt <= now)
      .map((opening) => byId.get(opening.id) ?? opening);
  return new Set(
    due.flatMap((one) => (one.event === 'resolved' ? [...openingsOf(one), one] : [one])),
  );
}

const candidateOf = (
  { event, idempotencyKey, recipient, createdAt }: DeliveryRecord,
  { form, ids }: { form: 'single' | 'whole'; ids: string[] },
  alert: AlertRecord,
): Candidate => ({
  matter: matterOf(alert, recipient),
  createdAt,
  // A beginning may have been refused under its own key, as another message.
  key: form === 'whole' ? `${idempotencyKey}:whole` : idempotencyKey,
  event: form === 'whole' ? 'resolved' : event,
  form,
  ids,
  alert,
  ...(recipient === undefined ? {} : { recipient }),
});

const planOf = ({ key, event, form, ids }: Candidate, now: Date): StoredPlan => ({
  key,
  event,
  form,
  deliveryIds: ids,
  plannedAt: now,
  unanswered: 0,
});

/** What was told within the last minute of the same event. */
const toldLately = ([first]: readonly Candidate[], { lane, now }: LaneWork): LaneState['told'] =>
  lane.told.filter(
    ({ event, recipient, at }) =>
      event === first?.event && recipient === first.recipient && isRecent(at, now),
  );

function isStorm(group: readonly Candidate[], work: LaneWork): boolean {
  const told = toldLately(group, work).reduce((sum, { count }) => sum + count, 0);
  return told + group.length > STORM_ALERTS;
}

/** Messages that gain nothing by waiting: thousands of alerts would have to wait for a few seconds each time. */
function readyWhileGathering(digests: readonly Digest[], { isMoreDue }: LaneWork): Digest[] {
  const full = digests.filter(({ isFull }) => isFull);
  return full.length === 0 && isMoreDue ? [...digests] : full;
}

/** A storm whose last message went out a moment ago gathers; null when it is to be told now. */
function gatheringUntil(group: readonly Candidate[], work: LaneWork): Date | null {
  const last = toldLately(group, work).findLast(({ count }) => count > 1);
  const until = new Date((last?.at.getTime() ?? 0) + GATHER_MS);
  return until > work.now ? until : null;
}
