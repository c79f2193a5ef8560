import { type Component, laneOf, reconcilerComponent } from '@app/domain';
import { apiComponent, machineryComponents } from '@app/domain/backups';
import { readBlindness } from './read-blindness.ts';
import { readQueues, type SystemPorts } from './read-queues.ts';
import { type Context, systemContext } from '../context.ts';
import type { Ports } from '../ports/index.ts';

/** A channel that fails for less may have stumbled: its messages follow by themselves. */
const FAILING_MS = 60_000;

export type HealthPorts = SystemPorts &
  Pick<Ports, 'settings' | 'disk' | 'channels' | 'lanes' | 'deliveries'>;

/**
 * Judges the parts that use cases can see: workers and the machinery around them, channels that take nothing for a minute,
 * and undelivered messages with which something can still be done. Those of channels that were removed are not, and
 * housekeeping drops those whose alert was over long ago.
 */
export async function monitorComponents({ ports }: Context<HealthPorts>): Promise<Component[]> {
  const [system, blindness, freeBytes, channels, lanes] = await Promise.all([
    readQueues(systemContext(ports)),
    readBlindness(ports),
    ports.disk.freeBytes(),
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
  const figures = { ...system, ...blindness, freeBytes };
  const [reconciler, api] = [reconcilerComponent(system.workers, now), apiComponent(system)];
  return [
    ...(reconciler ? [reconciler] : []),
    ...(api ? [api] : []),
    ...machineryComponents(figures),
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
