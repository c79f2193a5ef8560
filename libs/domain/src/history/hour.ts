import type { Check, Phases } from '../check/schema.ts';
import { type CheckTraits, traitsOf, writeTraits } from './traits.ts';

/**
 * Checks of one target by column, each slot once and in order: those of an hour, of a day, or of a part of them. The
 * same index tells of the same check in every column. Durations are in milliseconds, to 0.1 ms.
 */
export interface HourOfChecks {
  /** Planned times, in milliseconds since 1970. */
  readonly slots: readonly number[];
  /** When they began, in milliseconds after their slots. */
  readonly delays: readonly number[];
  readonly latencies: readonly (number | null)[];
  readonly phases: Readonly<Record<keyof Phases, readonly (number | null)[]>>;
  /** Checks that differ in nothing here may have the same object. */
  readonly traits: readonly CheckTraits[];
}

export const PHASE_NAMES = [
  'dnsMs',
  'connectMs',
  'tlsMs',
  'firstByteMs',
  'transferMs',
] as const satisfies readonly (keyof Phases)[];

/** A duration as it is kept: to 0.1 ms, as no network measures finer. */
export const keptMs = (ms: number): number => Math.round(ms * 10) / 10;

/**
 * Puts checks in columns. Of several with one slot one is taken, whatever their order: the one that began first, and
 * rather one that no clock which was ahead has dated.
 */
export function hourFromChecks(checks: readonly Check[]): HourOfChecks {
  const bySlot = new Map<number, Check>();
  for (const check of checks) {
    const slot = check.slot.getTime();
    const known = bySlot.get(slot);
    if (!known || isBefore(check, known)) bySlot.set(slot, check);
  }
  const inOrder = [...bySlot.values()].sort((a, b) => a.slot.getTime() - b.slot.getTime());
  return {
    slots: inOrder.map(({ slot }) => slot.getTime()),
    delays: inOrder.map(({ at, slot }) => at.getTime() - slot.getTime()),
    latencies: inOrder.map(({ latencyMs }) => kept(latencyMs)),
    phases: byPhase((name) => inOrder.map(({ phases }) => kept(phases[name]))),
    traits: inOrder.map(traitsOf),
  };
}

/** One check of an hour, as it is known elsewhere. */
export function checkAt(hour: HourOfChecks, index: number): Check {
  const { slots, delays, latencies, phases, traits } = hour;
  const slot = slots[index];
  const shared = traits[index];
  if (slot === undefined || !shared) throw new RangeError('An hour has no such check.');
  return {
    ...shared,
    at: new Date(slot + (delays[index] ?? 0)),
    slot: new Date(slot),
    latencyMs: latencies[index] ?? null,
    phases: {
      dnsMs: phases.dnsMs[index] ?? null,
      connectMs: phases.connectMs[index] ?? null,
      tlsMs: phases.tlsMs[index] ?? null,
      firstByteMs: phases.firstByteMs[index] ?? null,
      transferMs: phases.transferMs[index] ?? null,
    },
  };
}

export const checksOfHour = (hour: HourOfChecks): Check[] =>
  hour.slots.map((_, index) => checkAt(hour, index));

/** Joins parts that may overlap and come in any order; see {@link hourFromChecks}. */
export function joinHours(parts: readonly HourOfChecks[]): HourOfChecks {
  const filled = parts
    .filter(({ slots }) => slots.length > 0)
    .toSorted((a, b) => (a.slots[0] ?? 0) - (b.slots[0] ?? 0));
  const [only] = filled;
  if (only && filled.length === 1) return only;
  if (!isApart(filled)) return hourFromChecks(filled.flatMap(checksOfHour));
  return {
    slots: filled.flatMap(({ slots }) => slots),
    delays: filled.flatMap(({ delays }) => delays),
    latencies: filled.flatMap(({ latencies }) => latencies),
    phases: byPhase((name) => filled.flatMap(({ phases }) => phases[name])),
    traits: filled.flatMap(({ traits }) => traits),
  };
}

/** Adds checks to an hour; those that it holds change nothing. */
export const addChecks = (hour: HourOfChecks, checks: readonly Check[]): HourOfChecks =>
  joinHours([hour, hourFromChecks(checks)]);

/** What of an hour lies within `[from, to)`, in milliseconds since 1970. */
export function cutHour(hour: HourOfChecks, from: number, to: number): HourOfChecks {
  const { slots } = hour;
  const start = placeOf(slots, from);
  const end = placeOf(slots, to);
  if (start === 0 && end === slots.length) return hour;
  return {
    slots: slots.slice(start, end),
    delays: hour.delays.slice(start, end),
    latencies: hour.latencies.slice(start, end),
    phases: byPhase((name) => hour.phases[name].slice(start, end)),
    traits: hour.traits.slice(start, end),
  };
}

const byPhase = <T>(columnOf: (name: keyof Phases) => T): Record<keyof Phases, T> => ({
  dnsMs: columnOf('dnsMs'),
  connectMs: columnOf('connectMs'),
  tlsMs: columnOf('tlsMs'),
  firstByteMs: columnOf('firstByteMs'),
  transferMs: columnOf('transferMs'),
});

const kept = (ms: number | null): number | null => (ms === null ? null : keptMs(ms));

/** Which of two records of one check counts: the one that began first, else the one that tells more. */
function isBefore(one: Check, other: Check): boolean {
  if (one.clockAhead !== other.clockAhead) return !one.clockAhead;
  const byStart = one.at.getTime() - other.at.getTime();
  if (byStart !== 0) return byStart < 0;
  const [mine, its] = [textOf(one), textOf(other)];
  return mine.length === its.length ? mine < its : mine.length > its.length;
}

const textOf = (check: Check): string =>
  writeTraits(check) +
  JSON.stringify([kept(check.latencyMs), ...PHASE_NAMES.map((name) => kept(check.phases[name]))]);

const isApart = (parts: readonly HourOfChecks[]): boolean =>
  parts.every(({ slots }, index) => {
    const next = parts[index + 1];
    return !next || (slots.at(-1) ?? 0) < (next.slots[0] ?? 0);
  });

/** Index of the first slot that is not before an instant. */
function placeOf(slots: readonly number[], instant: number): number {
  let low = 0;
  let high = slots.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((slots[middle] ?? 0) < instant) low = middle + 1;
    else high = middle;
  }
  return low;
}
