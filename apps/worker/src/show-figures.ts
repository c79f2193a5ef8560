import type { Log } from '@app/monitoring';
import { createMetrics, serveMetrics, type Env } from '@app/platform';
import type { Worker } from './worker.ts';

/** Shows the figures of a worker to Prometheus, at a port of its own. */
export function showFigures(
  worker: Pick<Worker, 'partitions' | 'finishedChecks'>,
  { host, metricsAllow: allow }: Pick<Env, 'host' | 'metricsAllow'>,
  { port, log }: { port: number; log: Log },
): { close(): Promise<void> } {
  const metrics = createMetrics('worker');
  let counted = 0;
  metrics.counter({
    name: 'worker_checks_total',
    help: 'Checks that this worker has finished.',
    collect: (counter) => {
      const { finishedChecks } = worker;
      counter.inc(finishedChecks - counted);
      counted = finishedChecks;
    },
  });
  metrics.gauge({
    name: 'worker_partitions',
    help: 'Partitions whose scheduled checks this worker runs.',
    collect: (gauge) => gauge.set(worker.partitions.length),
  });
  return serveMetrics({
    ...{ metrics, host, port, allow },
    onFault: (error) => log.warn({ err: error, port }, 'figures cannot be shown'),
  });
}
