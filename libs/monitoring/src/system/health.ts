import { laneOf, reconcilerComponent, WORKER_MISSING_MS, type Component } from '@app/domain';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';

/** A channel that fails for less may have stumbled: its messages follow by themselves. */
const FAILING_MS = 60_000;

/**
 * Judges the parts that use cases can see: workers, channels that take nothing for a minute, and undelivered messages
 * with which something can still be done. Those of channels that were removed are not, and housekeeping drops those
 * whose alert was over long ago.
 */
export async function monitorComponents({
  ports,
}: Context<Pick<Ports, 'workers' | 'channels' | 'lanes' | 'deliveries' | 'now'>>): Promise<
  Component[]
> {
  const [beats, channels, lanes] = await Promise.all([
    ports.workers.list(),
    ports.channels.list(),
    ports.lanes.list(),
  ]);
  const dead = await ports.deliveries.countDead(channels.map(({ id }) => id));
  const now = ports.now();
  const failing = new Set(
    lanes
      .filter(({ failingSince }) => failingSince && +now - +failingSince >= FAILING_MS)
      .map(({ id }) => id),
  );
  const silent = channels.filter(({ id, enabled }) => enabled && failing.has(laneOf(id)));
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
    deliveriesComponent(dead, silent.length),
  ];
}

function deliveriesComponent(dead: number, silent: number): Component {
  const problems = [
    ...(silent > 0
      ? [
          `${plural(silent, 'channel')} took no message for a minute or longer: see the Channels page.`,
        ]
      : []),
    ...(dead > 0
      ? [
          `${plural(dead, 'message')} could not be delivered. Open the alerts to send again, or put them away on the Channels page.`,
        ]
      : []),
  ];
  return problems.length > 0
    ? { name: 'deliveries', status: 'degraded', detail: problems.join(' ') }
    : { name: 'deliveries', status: 'ok', detail: 'No message is undelivered.' };
}

const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;
