import { formatCount, formatDuration } from '../util/figures';

/** What people call the queues. */
const names: Record<string, string | undefined> = {
  'checks.partition': 'Groups of scheduled checks',
  'checks.urgent': 'Urgent checks',
  'deliveries.lane': 'Messages',
  'deliveries.send': 'Messages of an older version',
};

const seconds = (count: number): string => formatDuration(count * 1_000);

/** Words of the machinery behind the checks, on the system page. */
export const queueWords = {
  workers: 'Workers',
  noWorkers: 'No worker is connected. Start one: without it nothing is checked.',
  worker: 'Worker',
  started: 'started',
  seen: 'last heartbeat',
  pace: (checksPerMinute: number): string => {
    const checks = Math.round(checksPerMinute);
    if (checks === 0 && checksPerMinute > 0) return 'less than 1 check a minute';
    return `${formatCount(checks)} ${checks === 1 ? 'check' : 'checks'} a minute`;
  },
  waits: (checks: number, longest: string): string =>
    checks === 0 ? '' : `; ${formatCount(checks)} wait for a free slot, ${longest} at most`,
  stoodStill: (delay: string): string => `event loop blocked for up to ${delay}`,
  overdue: (count: number, oldestSeconds: number | null): string => {
    if (count === 0) return 'No check is overdue.';
    const many =
      count >= 1_000
        ? '1,000 or more checks are'
        : `${formatCount(count)} ${count === 1 ? 'check is' : 'checks are'}`;
    return oldestSeconds === null
      ? `${many} overdue.`
      : `${many} overdue, the oldest for ${seconds(oldestSeconds)}.`;
  },
  queues: 'Queues',
  queuesAway: 'Queue figures are unavailable while PostgreSQL does not answer.',
  name: (name: string): string => names[name] ?? name,
  waiting: (count: number, oldestSeconds: number | null): string => {
    if (count === 0) return 'nothing waiting';
    const waits = `${formatCount(count)} ${count === 1 ? 'waits' : 'wait'}`;
    return oldestSeconds === null ? waits : `${waits}, the oldest for ${seconds(oldestSeconds)}`;
  },
  active: (count: number): string => `${formatCount(count)} running`,
  deferred: (count: number): string => `${formatCount(count)} planned`,
  failed: (count: number, newCount: number): string => {
    if (count === 0) return 'none failed for good';
    const failed = `${formatCount(count)} failed for good`;
    return newCount === 0 ? failed : `${failed}, ${formatCount(newCount)} within the last hour`;
  },
};
