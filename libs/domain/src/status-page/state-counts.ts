import type { PublicState, PublicTarget } from './public-status.ts';

/** How many services there are of each state. */
export type StateCounts = Readonly<Record<PublicState, number>>;

/** From the worst to the best; what is not watched says nothing. */
const ORDER: readonly PublicState[] = [
  'down',
  'degraded',
  'maintenance',
  'unknown',
  'up',
  'paused',
];

/** Returns how many targets there are of each state. */
export function stateCounts(targets: readonly Pick<PublicTarget, 'state'>[]): StateCounts {
  const counts = { up: 0, degraded: 0, maintenance: 0, down: 0, unknown: 0, paused: 0 };
  for (const { state } of targets) counts[state]++;
  return counts;
}

/** Returns the state of the whole: the worst that there is. */
export const worstState = (counts: StateCounts): PublicState =>
  ORDER.find((state) => counts[state] > 0) ?? 'paused';
