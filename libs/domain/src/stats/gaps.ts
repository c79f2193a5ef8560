/** Gaps kept with a target. One that has more within the days that are shown has a monitor with other troubles. */
export const KEPT_GAPS = 100;
/** Pauses kept with a target, for the same reason. */
export const KEPT_PAUSES = 100;

/** What of a target's gaps lies within `[from, to)`, the one that has not ended included, oldest first. */
export function gapsWithin(
  gaps: readonly Gap[],
  state: { status: string; statusSince: Date },
  { from, to }: Gap,
): Gap[] {
  const open = state.status === 'unknown' ? [{ from: state.statusSince, to }] : [];
  return [...gaps, ...open]
    .map((gap) => ({ from: gap.from > from ? gap.from : from, to: gap.to < to ? gap.to : to }))
    .filter((gap) => gap.from < gap.to);
}

/** Milliseconds within `[from, to)` in which nobody can say how a target did. */
export const unknownMs = (...given: Parameters<typeof gapsWithin>): number =>
  gapsWithin(...given).reduce((sum, gap) => sum + gap.to.getTime() - gap.from.getTime(), 0);

/** A stretch of time in which nobody can say how a target did. It counts neither as up nor as down. */
export interface Gap {
  from: Date;
  to: Date;
}
