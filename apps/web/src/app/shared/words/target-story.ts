import type { HistoryStretch, StatsWindow } from '@app/domain/stats';
import { formatCount } from '../util/figures';

const counted = (count: number, one: string, more: string): string =>
  `${formatCount(count)} ${count === 1 ? one : more}`;

/** What else goes on at a point of a chart. */
const stretches: Record<HistoryStretch['kind'], string> = {
  down: 'Down',
  unknown: 'Not monitored',
  paused: 'Paused',
  maintenance: 'Maintenance',
};

const windows: Record<StatsWindow, string> = {
  '1h': '1 hour',
  '24h': '24 hours',
  '7d': '7 days',
  '30d': '30 days',
};

/** Words of what a target did over time: chart, bars and numbers of its page. */
export const storyWords = {
  ranges: { ...windows, '90d': '90 days', '1y': '1 year' },
  shortRanges: {
    '1h': '1 h',
    '24h': '24 h',
    '7d': '7 d',
    '30d': '30 d',
    '90d': '90 d',
    '1y': '1 y',
  },
  windows,
  stretches,
  steer: 'Arrow keys read out single points; dragging over it shows that time',
  logarithmic: 'Logarithmic',
  wholeTime: 'Back to the last hours and days',
  loneFailures: (count: number): string =>
    `${counted(count, 'failed check', 'failed checks')} outside of outages`,
  peaks: (count: number, highest: string): string =>
    `${counted(count, 'peak', 'peaks')} beyond the top, ${highest} at most`,
  maintenance: (names: readonly string[], duration: string): string =>
    `Maintenance (${names.join(', ')}) for ${duration}`,
  times: (shown: {
    average: string;
    fastest: string;
    slowest: string;
    p95: string | null;
  }): string =>
    `${shown.average} on average, ${shown.fastest} to ${shown.slowest}` +
    (shown.p95 === null ? '' : `, 95 % within ${shown.p95}`),
  checks: (shown: string, checks: number, failed: number): string => {
    if (checks === 0) return 'no checks';
    const word = checks === 1 ? 'check' : 'checks';
    if (failed === 0) return `${shown} ${word}`;
    return checks === 1
      ? `${shown} ${word}, failed`
      : `${shown} ${word}, ${formatCount(failed)} failed`;
  },
  table: 'As a table',
  tableOf: 'Response times and checks over time',
  columns: {
    at: 'Time',
    average: 'Average',
    fastest: 'Fastest',
    slowest: 'Slowest',
    checks: 'Checks',
    failed: 'Failed',
    more: 'What else',
  },

  hours: 'Last 24 hours, hour by hour',
  days: 'Last 90 days, day by day',
  weeks: 'Last year, week by week',
  barHint: 'Click one, or drag over several, to see that time',
  hour: (clock: string, checks: number, failed: number): string =>
    `${clock}: ${storyWords.checks(formatCount(checks), checks, failed)}`,
  bar: (name: string, shown: { uptime: string | null; outages: number; down: string }): string => {
    if (shown.uptime === null) return `${name}: nothing known`;
    const up = `${name}: ${shown.uptime} up`;
    if (shown.outages === 0) return up;
    return `${up}, ${counted(shown.outages, 'outage', 'outages')}, ${shown.down} down`;
  },
  week: (first: string, last: string): string => (first === last ? first : `${first} to ${last}`),

  ofSpan: (from: string, to: string): string => `${from} to ${to}`,
  spanOf: (range: string): string => `Last ${range.replace(/^1 /, '')}`,
  outages: 'Outages',
  noOutage: 'No outage in this time.',
  outageLasted: (duration: string, isOver: boolean): string =>
    isOver ? duration : `${duration} so far`,
  checksOfSpan: 'Checks',
  noCheckInSpan: 'No check in this time is kept.',
  howCounted: 'How this was counted',
  counted: (counts: { ok: number; slow: number; failed: number }): string =>
    `${counted(counts.ok + counts.slow + counts.failed, 'scheduled check counts', 'scheduled checks count')}: ` +
    `${formatCount(counts.ok)} good, ${formatCount(counts.slow)} slow, ${formatCount(counts.failed)} failed.`,
  notCounted: (counts: {
    inconclusive: number;
    confirmations: number | null;
    manual: number | null;
  }): string | null => {
    const left = [
      ...(counts.inconclusive > 0 ? [`${formatCount(counts.inconclusive)} inconclusive`] : []),
      ...(counts.confirmations
        ? [counted(counts.confirmations, 'confirmation', 'confirmations')]
        : []),
      ...(counts.manual ? [`${formatCount(counts.manual)} requested by a person`] : []),
    ];
    return left.length === 0 ? null : `Not counted: ${left.join(', ')}.`;
  },
  times24: (shown: { up: string; down: string; unknown: string; paused: string }): string =>
    `Time up ${shown.up}, down ${shown.down}, not known ${shown.unknown}, paused ${shown.paused}.`,

  numbers: 'Numbers',
  number: 'Number',
  uptime: 'Uptime',
  availability: 'Availability',
  coverage: 'Coverage',
  outagesCount: 'Outages',
  longest: 'Longest outage',
  mttr: 'Time to recover (MTTR)',
  mtbf: 'Time between (MTBF)',
  errorRate: 'Error rate',
  average: 'Average',
  median: 'Median',
  p95: '95 % within',
  p99: '99 % within',
  phases: 'Phases',
};
