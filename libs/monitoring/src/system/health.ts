import { reconcilerComponent, WORKER_MISSING_MS, type Component } from '@app/domain';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';

/**
 * Judges the parts that use cases can see: workers, and undelivered messages with which something can still be done.
 * Those of channels that were removed are not, and housekeeping drops those whose alert was over long ago.
 */
export async function monitorComponents({
  ports,
}: Context<Pick<Ports, 'workers' | 'channels' | 'deliveries' | 'now'>>): Promise<Component[]> {
  const [beats, channels] = await Promise.all([ports.workers.list(), ports.channels.list()]);
  const dead = await ports.deliveries.countDead(channels.map(({ id }) => id));
  const now = ports.now();
  const oldest = now.getTime() - WORKER_MISSING_MS;
  const alive = beats.filter(({ at }) => at.getTime() >= oldest);
  const reconciler = reconcilerComponent(beats, now);
  return [
    ...(reconciler ? [reconciler] : []),
    alive.length > 0
      ? { name: 'worker', status: 'ok', detail: `${plural(alive.length, 'worker')} running.` }
      : {
          name: 'worker',
          status: 'failing',
          detail: 'No worker has been seen for half a minute: nothing is checked. Start a worker.',
        },
    dead === 0
      ? { name: 'deliveries', status: 'ok', detail: 'No message is undelivered.' }
      : {
          name: 'deliveries',
          status: 'degraded',
          detail: `${plural(dead, 'message')} could not be delivered. Open the alerts to send again, or put them away on the Channels page.`,
        },
  ];
}

const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;
