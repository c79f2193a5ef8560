import type { CheckOrigin, Try } from '@app/domain';
import { FAILURE_WORDS } from '@app/domain/words';
import { formatCount, formatLatency } from '../util/figures';

const origins: Record<CheckOrigin, string> = {
  scheduled: 'Scheduled',
  confirmation: 'Confirmation of a failed check',
  manual: 'Requested by a person',
};

/** One of several attempts: `503 in 4.0 s`, `no answer in time after 1.6 s`. */
const tryWords = ({ failure, statusCode, durationMs }: Try): string =>
  failure && statusCode === null
    ? `${FAILURE_WORDS[failure.class]} after ${formatLatency(durationMs)}`
    : `${String(statusCode)} in ${formatLatency(durationMs)}`;

/** Words of the target page. */
export const targetWords = {
  back: 'Overview',
  notFound: 'Target not found',
  notFoundHint:
    'There is no target at this address. It may have been removed; its alerts are kept on the alerts page.',
  tabs: 'Target',
  details: 'Details',
  settings: 'Settings',
  statusSince: (status: string, clock: string, duration: string): string =>
    `${status} since ${clock}, for ${duration}`,
  pausedHint: 'No checks run and no alerts are sent until it is resumed.',
  suspect: 'The last check failed. A confirmation runs within 30 seconds.',
  failsOnlyFrom: (regions: readonly string[], answersIn: string, clock: string): string =>
    `Fails from ${regions.join(', ')} only, since ${clock}: it answers from ${answersIn}, so it is not down.`,
  from: (place: string): string => `From ${place}`,
  openAlerts: (count: number): string =>
    count === 1 ? '1 open alert' : `${formatCount(count)} open alerts`,
  nextCheck: 'Next check',
  nextCheckDue: 'due now',
  nextCheckNone: 'none while paused',
  lastResponse: 'Last response',
  lastCheck: 'Last check',
  notChecked: 'Not checked yet',
  uptime: 'Uptime 24 h',
  noData: 'No data 24 h',
  noDataFor: (duration: string): string => `for ${duration}`,
  interval: 'Checked every',
  response: 'Response time',
  rangeLabel: 'Time shown',
  chart: (average: string, slowest: string): string =>
    `Response time: ${average} on average, ${slowest} at most`,
  outages: (count: number): string => {
    if (count === 0) return 'no outage';
    return count === 1 ? '1 outage' : `${formatCount(count)} outages`;
  },
  unknown: (duration: string): string => `Not monitored for ${duration}`,
  paused: (duration: string): string => `Paused for ${duration}`,
  chartEmpty: 'No successful checks in this period',
  recent: 'Recent checks',
  recentEmpty: (isPaused: boolean): string =>
    isPaused
      ? 'No check has finished yet. The first one runs once you resume it.'
      : 'No check has finished yet. The first one runs right away.',
  columns: {
    at: 'Time',
    outcome: 'Result',
    latency: 'Response',
    phases: 'Phases',
    address: 'Address',
    attempts: 'Tries',
  },
  origins,
  confirmation: 'Confirmation',
  manual: 'Manual',
  statusCode: (code: number): string => `Status ${String(code)}`,
  tries: (tries: readonly Try[]): string =>
    `${String(tries.length)} attempts: ${tries.map(tryWords).join(', ')}`,
  phases: {
    dnsMs: 'DNS',
    connectMs: 'Connect',
    tlsMs: 'TLS',
    firstByteMs: 'First byte',
    transferMs: 'Transfer',
  },
  alerts: 'Alerts',
  alertDetails: 'Details',
  alertsEmpty: 'No alert so far',
  showSilence: 'Show',
  domainOnly: 'Domain without a web site',
  openSite: (url: string): string => `Open ${url} in a new tab`,
};
