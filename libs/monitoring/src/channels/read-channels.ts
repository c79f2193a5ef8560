import {
  describeSending,
  laneOf,
  type SendFact,
  toChannel,
  type Channel,
  type ChannelKind,
} from '@app/domain';
import { notDelivering } from '@app/domain/lanes';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';
import { hasLockedSecret } from '../secrets/has-locked-secret.ts';

/** Waiting messages of a channel that are looked at. */
const LIMIT = 50;

/**
 * Every channel, oldest first, secrets masked, and since when it does not deliver; beside them the kinds that cannot be sent
 * to here.
 */
export async function listChannels({
  ports,
}: Context<Pick<Ports, 'channels' | 'lanes' | 'deliveries' | 'kindsNotSetUp' | 'now'>>): Promise<{
  items: Channel[];
  notSetUp: ChannelKind[];
}> {
  const [channels, lanes] = await Promise.all([ports.channels.list(), ports.lanes.list()]);
  const { now } = ports;
  const byId = new Map(lanes.map((lane) => [lane.id, lane]));
  const items = channels.map(async (channel): Promise<Channel> => {
    const pending = await ports.deliveries.pendingOnLane(channel.id, LIMIT);
    const lane = byId.get(laneOf(channel.id));
    const failure = notDelivering(lane, pending);
    const lockedSince = lane?.lockedSince ?? (hasLockedSecret(channel) ? now() : null);
    const because: SendFact | null = lockedSince
      ? { is: 'secrets-locked' }
      : (failure?.because ?? null);
    return {
      ...toChannel(channel),
      notDeliveringSince: lockedSince ?? failure?.since ?? null,
      notDeliveringBecause: because && describeSending(because),
      retrying: failure?.waiting ?? 0,
    };
  });
  return { items: await Promise.all(items), notSetUp: [...ports.kindsNotSetUp] };
}
