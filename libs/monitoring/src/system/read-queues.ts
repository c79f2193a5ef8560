import type { SystemQueues } from '@app/domain';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';

/** A check that has not begun by now is overdue: longer than any look-ahead, tick or retry of ours. */
const OVERDUE_MS = 60_000;
const OVERDUE_LIMIT = 1_000;

export type SystemPorts = Pick<Ports, 'targets' | 'workers' | 'apiNodes' | 'queue' | 'now'>;

/** How the machinery behind the checks does: queues, workers, overdue checks. */
export async function readQueues({ ports }: Context<SystemPorts>): Promise<SystemQueues> {
  const at = ports.now();
  const [queues, beats, apis, overdue] = await Promise.all([
    ports.queue.figures(),
    ports.workers.list(),
    ports.apiNodes.list(),
    ports.targets.overdue(new Date(at.getTime() - OVERDUE_MS), OVERDUE_LIMIT),
  ]);
  return {
    at,
    queues,
    apis,
    workers: beats.map(({ at: seenAt, ...beat }) => ({ ...beat, seenAt })),
    overdue: {
      count: overdue.count,
      oldestSeconds: overdue.oldest && (at.getTime() - overdue.oldest.getTime()) / 1_000,
    },
  };
}
