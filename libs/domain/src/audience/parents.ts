import type { AlertKind } from '../alert/kind.ts';
import type { Silence } from '../silence/silence.ts';

/** How often it is looked whether a parent is still down, in milliseconds. */
const LOOK_MS = 20_000;
/** Longest wait for the verdict on a parent that was good when the child was last seen to fail. */
const VERDICT_MS = 90_000;
/** What a check may take beyond its interval. */
const CHECK_MS = 10_000;
/** Longest time that a child has to come back after its parent. */
const LONGEST_RETURN_MS = 10 * 60_000;

/** A target that another one depends on, as far as that matters. */
export interface Parent {
  id: string;
  pausedAt: Date | null;
  state: {
    status: string;
    statusSince: Date;
    failures: number;
    lastConclusiveSlot: Date | null;
    outage: object | null;
  };
}

/** Kinds of alert that a parent explains. */
const isExplained = (kind: AlertKind): boolean =>
  kind === 'down' || kind === 'persistent' || kind === 'slow';

/**
 * What the parent of a target says to an alert of it: while the parent is down nobody is told of the child, and neither for
 * as long as the child may need to come back after it. A parent on which there is no verdict yet is waited for, shortly.
 *
 * @param child how often it is checked
 */
export function parentSilence(
  alert: { kind: AlertKind; since: Date; openedAt: Date },
  { parent, child }: { parent: Parent | null; child: { intervalSeconds: number } },
  now: Date,
): Silence | null {
  if (!parent || parent.pausedAt || !isExplained(alert.kind)) return null;
  const silentUntil = (ms: number): Silence => ({
    why: 'parent',
    until: new Date(ms),
    parentId: parent.id,
  });
  const { state } = parent;
  const look = now.getTime() + LOOK_MS;
  if (state.outage) return silentUntil(look);
  const verdictBy = alert.openedAt.getTime() + VERDICT_MS;
  const isSeen = state.lastConclusiveSlot !== null && state.lastConclusiveSlot >= alert.since;
  if ((state.failures > 0 || !isSeen) && now.getTime() < verdictBy) {
    return silentUntil(Math.min(look, verdictBy));
  }
  const isBack = state.status === 'up' || state.status === 'degraded';
  const returnMs = Math.min(LONGEST_RETURN_MS, child.intervalSeconds * 1_000) + CHECK_MS;
  const backBy = state.statusSince.getTime() + returnMs;
  return isBack && state.statusSince > alert.since && now.getTime() < backBy
    ? silentUntil(backBy)
    : null;
}

/** Whether its parent must be looked at to know whose outage it is. */
export const wantsVerdict = (alert: { since: Date }, { pausedAt, state }: Parent): boolean =>
  pausedAt === null &&
  state.outage === null &&
  (state.lastConclusiveSlot === null || state.lastConclusiveSlot < alert.since);
