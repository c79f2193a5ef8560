import type { Gap } from '../status/silence.ts';
import type { StatusState } from '../status/state.ts';

/** As long as single results are kept. */
const KEPT_MS = 35 * 86_400_000;
/** A target that has more gaps than this has a monitor with other troubles. */
export const KEPT_GAPS = 100;

/** Adds a gap, oldest first, and drops those that are too old to be asked for. */
export const addGap = (gaps: readonly Gap[], gap: Gap): Gap[] =>
  [...gaps.filter(({ to }) => gap.to.getTime() - to.getTime() < KEPT_MS), gap].slice(-KEPT_GAPS);

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
