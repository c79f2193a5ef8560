/**
 * The rank rule of every percentile here: nearest rank. Of `count` ascending values it is the one at place
 * `ceil(percent / 100 * count)`, counted from 1: the smallest value that at least `percent` % of all do not exceed.
 * Nothing is interpolated, so that a percentile is a time that was measured.
 *
 * @param percent whole percent, 1 to 100
 * @returns the place, 1 at least; meaningless without values
 */
export const rankOf = (percent: number, count: number): number =>
  // Whole numbers until the division: 7 / 100 * 100 would be a little more than 7.
  Math.max(1, Math.ceil((percent * count) / 100));

/** Returns a percentile of ascending values, exactly (see {@link rankOf}); null without values. */
export const percentileOf = (ascending: ArrayLike<number>, percent: number): number | null =>
  ascending[rankOf(percent, ascending.length) - 1] ?? null;
