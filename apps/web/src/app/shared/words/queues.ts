import { formatCount, formatDuration } from '../util/figures';

/** What people call the queues. */
const names: Record<string, string | undefined> = {
  'checks.partition': 'Groups of scheduled checks',
  'checks.urgent': 'Urgent checks',
  'deliveries.send': 'Messages',
};

const seconds = (count: number): string => formatDuration(count * 1_000);

/** Words of the machinery behind the checks, on the system page. */
export const queueWords = {
  workers: 'Workers',
  noWorkers: 'No worker has ever been seen. Start one: nothing is checked without.',
  worker: 'Worker',
  started: 'started',
  seen: 'last sign of life',
  pace: (checksPerMinute: number): string =>
    `${formatCount(Math.round(checksPerMinute))} checks a minute`,
  waits: (checks: number, longest: string): string =>
    checks === 0 ? '' : `; ${formatCount(checks)} wait for a place, ${longest} at most`,
  stoodStill: (delay: string): string => `stood still for ${delay} at most`,
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
  queuesAway: 'The figures of the queues are missing while PostgreSQL does not answer.',
  name: (name: string): string => names[name] ?? name,
  waiting: (count: number, oldestSeconds: number | null): string => {
    if (count === 0) return 'nothing waits';
    const waits = `${formatCount(count)} ${count === 1 ? 'waits' : 'wait'}`;
    return oldestSeconds === null ? waits : `${waits}, the oldest for ${seconds(oldestSeconds)}`;
  },
  active: (count: number): string => `${formatCount(count)} at work`,
  deferred: (count: number): string => `${formatCount(count)} planned`,
  failed: (count: number, newCount: number): string => {
    if (count === 0) return 'none failed for good';
    const failed = `${formatCount(count)} failed for good`;
    return newCount === 0 ? failed : `${failed}, ${formatCount(newCount)} within the last hour`;
  },
};
