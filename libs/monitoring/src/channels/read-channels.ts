import { laneOf, toChannel, type Channel } from '@app/domain';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';

/** Every channel, oldest first, secrets masked. */
export async function listChannels({
  ports,
}: Context<Pick<Ports, 'channels' | 'lanes'>>): Promise<{ items: Channel[] }> {
  const [channels, lanes] = await Promise.all([ports.channels.list(), ports.lanes.list()]);
  const failing = new Map(lanes.map(({ id, failingSince }) => [id, failingSince]));
  return {
    items: channels.map((channel) => ({
      ...toChannel(channel),
      notDeliveringSince: failing.get(laneOf(channel.id)) ?? null,
    })),
  };
}
