import { expect, it } from 'vitest';
import { aPoint } from '../../../testing/story-samples';
import { chartData, logarithmicSplits, tickOf } from './chart-options';

const seconds = (hours: number): number => new Date(2026, 2, 3, hours).getTime() / 1_000;
const HOUR = 3_600;
const DAY = 24 * HOUR;

it.each([
  [0, DAY, 30 * DAY, '3 Mar'],
  [0, 12 * HOUR, 7 * DAY, '3 Mar'],
  [12, 12 * HOUR, 7 * DAY, '12:00'],
  [0, 2 * HOUR, DAY, '3 Mar'],
  [0, 300, HOUR, '00:00'],
  [14, 300, HOUR, '14:00'],
])(
  'at %i h and in steps of %i s of %i s an axis says a day where one begins',
  (hours, step, width, text) => {
    expect(tickOf(seconds(hours), step, width)).toBe(text);
  },
);

it('draws logarithms on a logarithmic scale, and leaves gaps open', () => {
  const points = [
    aPoint({ avgMs: 100, minMs: 10, maxMs: 1_000 }),
    aPoint({ avgMs: null, minMs: 0, maxMs: null }),
  ];
  expect(chartData(points, false).slice(1)).toEqual([
    [100, null],
    [10, 0],
    [1_000, null],
  ]);
  expect(chartData(points, true).slice(1)).toEqual([
    [2, null],
    [1, -1],
    [3, null],
  ]);
});

it.each([
  [1.4, 2.4, [50, 100, 200]],
  [0.5, 3.2, [10, 100, 1_000]],
])('has lines at round times from 10^%d to 10^%d', (min, max, times) => {
  expect(logarithmicSplits(min, max).map((log) => Math.round(10 ** log))).toEqual(times);
});
