import { atMost, linesOf, row, type Row } from '../rows.ts';
import { HELD, p50, p99, type Times } from './ask.ts';
import { type Kept, p99Of } from './keep.ts';

/** What was measured of an installation of some size. */
export interface Size {
  targets: number;
  found: ReadonlyMap<string, Times>;
  chartBytes: number;
  bytesPerResult: number;
}

export interface Measured {
  sizes: readonly Size[];
  year: Times;
  kept: { closed: Kept; removed: Kept & { checks: number } };
}

/** Milliseconds that each question may take at most, of a hundred the slowest left out. */
const BARS: Readonly<Record<string, number>> = {
  summary: 30,
  'one summary for twenty pages': 100,
  'chart of a day': 20,
};
const LIST_BAR_MS = 50;
/** How much slower the slowest size may be than the fastest. */
const GROWTH = 1.5;

/** Figures as lines, each with its bar, and how many bars were missed. */
export function reportOf({ sizes, year, kept }: Measured): { lines: string[]; missed: number } {
  const largest = sizes.at(-1);
  return linesOf([
    ...sizes.map(({ targets, bytesPerResult }) =>
      row(`bytes per result, ${targets} targets`, bytesPerResult, '', atMost(40)),
    ),
    ...(largest ? askedRows(largest) : []),
    ...growthRows(sizes),
    row('chart of a year p99', p99(year), 'ms', atMost(50)),
    row('closing a day of all targets', kept.closed.seconds, 's', atMost(60)),
    row('  writes of targets meanwhile p99', p99Of(kept.closed), 'ms', atMost(1_000)),
    row('checks deleted', kept.removed.checks, ''),
    row('  in', kept.removed.seconds, 's'),
    row('  writes of targets meanwhile p99', p99Of(kept.removed), 'ms', atMost(1_000)),
  ]);
}

function askedRows({ targets, found, chartBytes }: Size): Row[] {
  return [
    ...[...found].flatMap(([name, times]) => [
      row(`${name} p99, ${targets} targets`, p99(times), 'ms', atMost(BARS[name] ?? LIST_BAR_MS)),
      row('  p50', p50(times), 'ms'),
    ]),
    row('chart of a day, compressed', chartBytes / 1_024, 'KB', atMost(15)),
  ];
}

function growthRows(sizes: readonly Size[]): Row[] {
  if (sizes.length < 2) return [];
  return HELD.map((name) => {
    const times = sizes.map(({ found }) => p50(found.get(name) ?? []));
    return row(`growth of ${name}`, Math.max(...times) / Math.min(...times), 'x', atMost(GROWTH));
  });
}
