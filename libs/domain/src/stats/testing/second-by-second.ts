/*
 * What the numbers of a window must be, found by looking at every second of it. Knows nothing of how the product does
 * it, and is as simple as it is slow.
 */

interface Span {
  from: number;
  to: number | null;
}

/** A life of a target; every time in milliseconds since 1970. */
export interface Life {
  watchedFrom: number;
  pauses: Span[];
  gaps: Span[];
  outages: Span[];
  checks: { at: number; outcome: string; origin: string; ms: number | null }[];
}

const covers = (spans: Span[], instant: number): boolean => placeOf(spans, instant) >= 0;

const placeOf = (spans: Span[], instant: number): number =>
  spans.findIndex(({ from, to }) => from <= instant && (to === null || instant < to));

export function stateInSecond(life: Life, second: number): 'up' | 'down' | 'unknown' | 'paused' {
  const instant = second * 1_000;
  if (instant < life.watchedFrom) return 'unknown';
  if (covers(life.pauses, instant)) return 'paused';
  if (covers(life.gaps, instant)) return 'unknown';
  return covers(life.outages, instant) ? 'down' : 'up';
}

/** The numbers of the seconds from `from` on and before `to`. */
export function numbersOf(life: Life, from: number, to: number) {
  const seconds = { up: 0, down: 0, unknown: 0, paused: 0 };
  const downByOutage = new Map<number, number>();
  const seen = new Set<number>();
  const times: number[] = [];
  const found = { good: 0, failed: 0, inconclusive: 0 };
  for (let second = from; second < to; second++) {
    const state = stateInSecond(life, second);
    seconds[state]++;
    if (state === 'down') {
      const outage = placeOf(life.outages, second * 1_000);
      downByOutage.set(outage, (downByOutage.get(outage) ?? 0) + 1);
    }
    for (const { at, outcome, origin, ms } of life.checks) {
      if (Math.floor(at / 1_000) !== second || seen.has(at)) continue;
      seen.add(at);
      if (origin !== 'scheduled') continue;
      if (outcome === 'inconclusive') found.inconclusive++;
      else if (outcome === 'failed') found.failed++;
      else {
        found.good++;
        if (ms !== null) times.push(ms);
      }
    }
  }
  return { seconds, downByOutage, found, times };
}

/** The smallest time that at least so many percent of all do not exceed. */
export function percentile(times: number[], percent: number): number | null {
  const enough = times.filter(
    (ms) => times.filter((other) => other <= ms).length * 100 >= percent * times.length,
  );
  return enough.length > 0 ? Math.min(...enough) : null;
}
