/** Parts of a percent that are shown: thousandths. */
const SCALE = 1_000;
const PERCENT = 100 * SCALE;

/**
 * A part of a whole in percent, floored to three decimals, so that only a whole is 100; null of nothing. Both are whole
 * numbers, and nothing is rounded on the way.
 */
export const percentDown = (part: number, whole: number): number | null =>
  whole === 0 ? null : Math.floor((part * PERCENT) / whole) / SCALE;

/** The same rounded up, so that only nothing is 0. */
export const percentUp = (part: number, whole: number): number | null =>
  whole === 0 ? null : Math.ceil((part * PERCENT) / whole) / SCALE;
