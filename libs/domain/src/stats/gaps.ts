import type { Gap } from '../status/silence.ts';
import type { StatusState } from '../status/state.ts';

/** Gaps kept with a target. One that has more within the days that are shown has a monitor with other troubles. */
export const KEPT_GAPS = 100;

/**
 * Milliseconds within `[from, to)` in which nobody can say how a target did: its gaps, and the one that has
 * not ended.
 */
export function unknownMs(
  gaps: readonly Gap[],
  state: Pick<StatusState, 'status' | 'statusSince'>,
  { from, to }: Gap,
): number {
  const open = state.status === 'unknown' ? [{ from: state.statusSince, to }] : [];
  return [...gaps, ...open].reduce(
    (sum, gap) => sum + Math.max(0, Math.min(+gap.to, +to) - Math.max(+gap.from, +from)),
    0,
  );
}
