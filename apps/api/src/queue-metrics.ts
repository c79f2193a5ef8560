import type { SystemQueues } from '@app/domain';
import type { Metrics } from '@app/platform';

/** Figures younger than this are given again, so that one reading serves all gauges. */
const MAX_AGE_MS = 2_000;

/** Shows the figures of `system.queues` to Prometheus. Gauges are empty while a database is away. */
export function addQueueMetrics(metrics: Metrics, read: () => Promise<SystemQueues>): void {
  let latest: { at: number; figures: Promise<SystemQueues | null> } | null = null;
  const figures = (): Promise<SystemQueues | null> => {
    if (!latest || performance.now() - latest.at > MAX_AGE_MS) {
      latest = { at: performance.now(), figures: read().catch(() => null) };
    }
    return latest.figures;
  };

  const ofQueues = (
    name: string,
    help: string,
    pick: (queue: NonNullable<SystemQueues['queues']>[number]) => number,
  ): void => {
    metrics.gauge({
      name,
      help,
      labels: ['queue'],
      collect: async (gauge) => {
        gauge.reset();
        for (const queue of (await figures())?.queues ?? []) {
          gauge.set({ queue: queue.name }, pick(queue));
        }
      },
    });
  };
  ofQueues('queue_waiting_jobs', 'Jobs that are due and wait.', ({ waiting }) => waiting);
  ofQueues('queue_deferred_jobs', 'Jobs planned for later.', ({ deferred }) => deferred);
  ofQueues('queue_active_jobs', 'Jobs that are worked on.', ({ active }) => active);
  ofQueues(
    'queue_oldest_seconds',
    'Age of the oldest waiting job.',
    (queue) => queue.oldestSeconds ?? 0,
  );
  ofQueues('queue_dead_letters', 'Jobs that failed for good.', ({ deadLetters }) => deadLetters);

  const ofSystem = (name: string, help: string, pick: (system: SystemQueues) => number): void => {
    metrics.gauge({
      name,
      help,
      collect: async (gauge) => {
        const system = await figures();
        gauge.set(system ? pick(system) : Number.NaN);
      },
    });
  };
  ofSystem(
    'checks_overdue',
    'Checks overdue by a minute, up to 1,000.',
    ({ overdue }) => overdue.count,
  );
  ofSystem(
    'checks_overdue_seconds',
    'How long the oldest overdue check has been due.',
    ({ overdue }) => overdue.oldestSeconds ?? 0,
  );
  metrics.gauge({
    name: 'worker_beat_age_seconds',
    help: 'Time since the last sign of life of each worker.',
    labels: ['worker'],
    collect: async (gauge) => {
      gauge.reset();
      const system = await figures();
      for (const { id, seenAt } of seenWorkers(system)) {
        gauge.set({ worker: id }, ((system?.at.getTime() ?? 0) - seenAt.getTime()) / 1_000);
      }
    },
  });
  metrics.gauge({
    name: 'worker_loop_delay_seconds',
    help: 'Longest delay of the event loop of each worker between two signs of life.',
    labels: ['worker'],
    collect: async (gauge) => {
      gauge.reset();
      for (const { id, loopDelayMs } of seenWorkers(await figures())) {
        gauge.set({ worker: id }, loopDelayMs / 1_000);
      }
    },
  });
  metrics.gauge({
    name: 'worker_check_wait_seconds',
    help: 'Longest time that a check waited for its place, of each worker between two signs of life.',
    labels: ['worker'],
    collect: async (gauge) => {
      gauge.reset();
      for (const { id, longestWaitMs = 0 } of seenWorkers(await figures())) {
        gauge.set({ worker: id }, longestWaitMs / 1_000);
      }
    },
  });
}

/** Workers that did not say farewell. */
const seenWorkers = (system: SystemQueues | null): SystemQueues['workers'] =>
  system?.workers.filter(({ seenAt }) => seenAt.getTime() > 0) ?? [];
