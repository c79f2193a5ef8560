/** What can be said of a target in a second; each second belongs to exactly one of them. */
export type TimeState = 'up' | 'down' | 'unknown' | 'paused';

/** Whole seconds of each state. */
export type StateSeconds = Readonly<Record<TimeState, number>>;

/** Seconds of no time at all. */
export const NO_SECONDS: StateSeconds = { up: 0, down: 0, unknown: 0, paused: 0 };

/** Adds up what does not overlap. */
export function mergeSeconds(parts: readonly StateSeconds[]): StateSeconds {
  const sum = { ...NO_SECONDS };
  for (const { up, down, unknown, paused } of parts) {
    sum.up += up;
    sum.down += down;
    sum.unknown += unknown;
    sum.paused += paused;
  }
  return sum;
}
