import { deadWays, type Trouble, undeliveredTroubles } from '@app/domain';
import type { Ports } from '../ports/index.ts';

export type UndeliveredPorts = Pick<Ports, 'deliveries' | 'alerts' | 'channels'>;

/** Dead letters that are looked at, the newest. */
const LIMIT = 200;

/** Which channels do not deliver, as their dead letters show. */
export async function readUndelivered({
  deliveries,
  alerts,
  channels,
}: UndeliveredPorts): Promise<Trouble[]> {
  const { items } = await deliveries.list({ state: 'dead', limit: LIMIT });
  if (items.length === 0) return [];
  const ids = [...new Set(items.map(({ alertId }) => alertId))];
  const [about, all] = await Promise.all([alerts.getMany(ids), channels.list()]);
  const kinds = new Map(about.map(({ id, kind }) => [id, kind]));
  const ways = deadWays(items, { channels: all, kinds });
  return undeliveredTroubles(
    await Promise.all(
      ways.map(async (way) => ({
        ...way,
        deliveredAt: await deliveries.lastDelivered(
          { channelId: way.channel.id, recipient: way.recipient },
          way.writtenAt[0] ?? new Date(0),
        ),
      })),
    ),
  );
}
