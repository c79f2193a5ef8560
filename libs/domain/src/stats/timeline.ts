import { NO_SECONDS, type StateSeconds, type TimeState } from './state-seconds.ts';

/** A stretch of time; `to` is null while it lasts, and no part of it. */
export interface Stretch {
  readonly from: Date;
  readonly to: Date | null;
}

/** A stretch in which a target was down, with the alert that tells of it. */
export interface DownStretch extends Stretch {
  readonly alertId: string;
}

/** What is known of the time of a target, in stretches of any order that may overlap. */
export interface TimeFacts {
  /** Nothing is known of what was before. */
  readonly watchedFrom: Date;
  readonly down: readonly DownStretch[];
  /** Nobody can say how it did. */
  readonly gaps: readonly Stretch[];
  readonly paused: readonly Stretch[];
}

/** A stretch of one state, in whole seconds since 1970. */
export interface StateStretch {
  readonly from: number;
  readonly to: number;
  readonly state: TimeState;
  /** The alert of an outage. */
  readonly alertId?: string;
  /** The target was not watched yet. */
  readonly isBefore?: true;
}

/** Which whole second an instant belongs to: a second has the state of its first instant. */
const secondOf = (at: Date): number => Math.ceil(at.getTime() / 1_000);

interface Edge {
  readonly at: number;
  readonly open: (now: Open) => void;
}

/** What is open at an instant of the sweep. */
interface Open {
  before: number;
  gaps: number;
  paused: number;
  down: Set<string>;
}

/**
 * Returns the states of a target over `[from, to)` without a hole, oldest first, in whole seconds. Where stretches
 * overlap, a pause wins over a gap, a gap over an outage, and what nothing is known against counts as up
 * (docs/rules.md, "Numbers"). Any split of the time has the same seconds.
 */
export function timelineOf(facts: TimeFacts, from: Date, to: Date): StateStretch[] {
  const start = secondOf(from);
  const end = secondOf(to);
  if (start >= end) return [];
  const open: Open = { before: 0, gaps: 0, paused: 0, down: new Set() };
  const stretches: StateStretch[] = [];
  let at = start;
  for (const edge of edgesWithin(facts, start, end)) {
    if (edge.at > at) push(stretches, { from: at, to: edge.at, ...stateOf(open) });
    at = edge.at;
    edge.open(open);
  }
  if (end > at) push(stretches, { from: at, to: end, ...stateOf(open) });
  return stretches;
}

/** Begins and ends of everything within some seconds, oldest first. */
function edgesWithin(facts: TimeFacts, start: number, end: number): Edge[] {
  const edges: Edge[] = [];
  const add = ({ from, to }: Stretch, change: (now: Open, by: 1 | -1) => void): void => {
    const first = Math.max(start, secondOf(from));
    const last = Math.min(end, to ? secondOf(to) : end);
    if (first >= last) return;
    edges.push({ at: first, open: (now) => change(now, 1) });
    edges.push({ at: last, open: (now) => change(now, -1) });
  };
  add({ from: new Date(0), to: facts.watchedFrom }, (now, by) => (now.before += by));
  for (const gap of facts.gaps) add(gap, (now, by) => (now.gaps += by));
  for (const pause of facts.paused) add(pause, (now, by) => (now.paused += by));
  for (const outage of facts.down) {
    add(outage, ({ down }, by) => {
      if (by > 0) down.add(outage.alertId);
      else down.delete(outage.alertId);
    });
  }
  return edges.sort((a, b) => a.at - b.at);
}

function stateOf({ before, gaps, paused, down }: Open): Omit<StateStretch, 'from' | 'to'> {
  if (before > 0) return { state: 'unknown', isBefore: true };
  if (paused > 0) return { state: 'paused' };
  if (gaps > 0) return { state: 'unknown' };
  const [alertId] = down;
  return alertId === undefined ? { state: 'up' } : { state: 'down', alertId };
}

/** Appends a stretch, or prolongs the last one where nothing changes. */
function push(stretches: StateStretch[], next: StateStretch): void {
  const last = stretches.at(-1);
  const isSame =
    last?.state === next.state && last.alertId === next.alertId && last.isBefore === next.isBefore;
  if (isSame) stretches.splice(-1, 1, { ...last, to: next.to });
  else stretches.push(next);
}

/** Returns how many seconds each state has in a timeline. */
export function secondsOf(timeline: readonly StateStretch[]): StateSeconds {
  const seconds = { ...NO_SECONDS };
  for (const { from, to, state } of timeline) seconds[state] += to - from;
  return seconds;
}

/** Outages within some time, in seconds of it. */
export interface OutageFigures {
  readonly outages: number;
  /** 0 without an outage. */
  readonly longestSeconds: number;
}

/** How long an outage lasted within some time. */
export interface OutageSeconds {
  readonly alertId: string;
  readonly seconds: number;
}

/** Returns the outages of a timeline, in the order of their beginning. One that a gap or a pause interrupts is still one. */
export const outagesIn = (timeline: readonly StateStretch[]): OutageSeconds[] =>
  mergeOutages(
    timeline.flatMap(({ from, to, alertId }) =>
      alertId === undefined ? [] : [{ alertId, seconds: to - from }],
    ),
  );

/** Returns the outages of several stretches of time that do not overlap: one that lasts from one to the next is one. */
export function mergeOutages(parts: Iterable<OutageSeconds>): OutageSeconds[] {
  const lasted = new Map<string, number>();
  for (const { alertId, seconds } of parts) {
    lasted.set(alertId, (lasted.get(alertId) ?? 0) + seconds);
  }
  return [...lasted].map(([alertId, seconds]) => ({ alertId, seconds }));
}

/** Returns how many outages there were, and how long the longest was. */
export const outageFigures = (outages: readonly OutageSeconds[]): OutageFigures => ({
  outages: outages.length,
  longestSeconds: outages.reduce((most, { seconds }) => Math.max(most, seconds), 0),
});

/** Returns how many whole seconds of `[from, to)` lie within at least one of some stretches. */
export function secondsWithin(stretches: readonly Stretch[], from: Date, to: Date): number {
  const facts = { watchedFrom: new Date(0), down: [], gaps: stretches, paused: [] };
  return secondsOf(timelineOf(facts, from, to)).unknown;
}
