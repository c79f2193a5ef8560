import { expect, it } from 'vitest';
import { Attendance } from './attendance.ts';

const at = (seconds: number): Date => new Date(Date.UTC(2026, 0, 1, 12, 0, seconds));

/** Looks at some seconds; since when a check of slot 10 that begins at second 60 was attended to. */
function attendedFrom(looks: readonly number[]): number {
  const attendance = new Attendance();
  for (const second of looks) attendance.look(at(second));
  return (attendance.from(at(10), at(60)).getTime() - at(0).getTime()) / 1_000;
}
const every = (from: number, to: number, step: number): number[] =>
  Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, i) => from + i * step);

it.each([
  ['its slot on, while it waited for its turn', every(0, 60, 1), 10],
  ['its slot on, with a store that is slow', every(0, 60, 15), 10],
  ['the start of the worker on', every(40, 60, 1), 40],
  ['the end of a break on', [...every(0, 20, 1), ...every(50, 60, 1)], 50],
  ['now on, when the break is not over', every(0, 20, 1), 60],
  ['now on, when nothing was looked for yet', [], 60],
  ['the time on at which the clock was set back', [...every(200, 210, 1), ...every(30, 60, 1)], 30],
])('a check is attended to from %s', (_name, looks, from) => {
  expect(attendedFrom(looks)).toBe(from);
});
