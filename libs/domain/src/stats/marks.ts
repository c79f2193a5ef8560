/** Shortest time between two slots of a target (`MIN_INTERVAL_SECONDS`): one unit holds one slot. */
const UNIT_MS = 20_000;
const UNITS_PER_CHARACTER = 3;
const BITS = 2;
const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/**
 * Which slots of an hour were good and which failed: one character a minute, two bits for each 20 s of it (1 good, 2
 * failed). Minutes at the end that hold nothing are left out.
 */
export type Marks = string;

export const GOOD = 1;
export const FAILED = 2;
export type Mark = typeof GOOD | typeof FAILED;

const valueAt = (marks: Marks, index: number): number =>
  Math.max(0, DIGITS.indexOf(marks.charAt(index) || 'A'));

const unitOf = (offsetMs: number): number => Math.floor(offsetMs / UNIT_MS);

/** Adds the mark of a slot, given by its distance from the start of the hour in milliseconds. */
export function addMark(marks: Marks, offsetMs: number, mark: Mark): Marks {
  const unit = unitOf(offsetMs);
  const index = Math.floor(unit / UNITS_PER_CHARACTER);
  const shift = (unit % UNITS_PER_CHARACTER) * BITS;
  const padded = marks.padEnd(index + 1, 'A');
  const value = (valueAt(marks, index) & ~(0b11 << shift)) | (mark << shift);
  return padded.slice(0, index) + DIGITS.charAt(value) + padded.slice(index + 1);
}

/** Marks of two parts of one hour. */
export function joinMarks(a: Marks, b: Marks): Marks {
  const length = Math.max(a.length, b.length);
  return Array.from({ length }, (_, index) =>
    DIGITS.charAt(valueAt(a, index) | valueAt(b, index)),
  ).join('');
}

/** How many slots from a distance from the start of the hour on, in milliseconds, were good, and how many failed. */
export function countMarks(marks: Marks, fromMs: number): { good: number; failed: number } {
  const count = { good: 0, failed: 0 };
  for (let unit = unitOf(fromMs); unit < marks.length * UNITS_PER_CHARACTER; unit++) {
    const value = valueAt(marks, Math.floor(unit / UNITS_PER_CHARACTER));
    const bits = (value >> ((unit % UNITS_PER_CHARACTER) * BITS)) & 0b11;
    // Parts that were joined may disagree about a slot: a failure counts.
    if (bits & FAILED) count.failed++;
    else if (bits & GOOD) count.good++;
  }
  return count;
}
