import type { AlertKind } from '../alert/kind.ts';
import type { Trouble } from '../alert/system-trouble.ts';

/** A message that could not be delivered. */
interface Letter {
  alertId: string;
  channelId: string | null;
  recipient?: string;
  createdAt: Date;
}

/** Dead letters of one way: a channel, of mail one of its addresses. */
interface DeadWay {
  channel: { id: string; name: string };
  recipient: string | null;
  /** When its letters were written, the first one first. */
  writtenAt: Date[];
}

/**
 * Sorts dead letters by the way that they should have gone. Left out are those of channels that are off or gone, and
 * those about the monitor itself: an alert about messages that tell of an alert would have no end.
 *
 * @param kinds kinds of the alerts that the letters are about, by id
 */
export function deadWays(
  letters: readonly Letter[],
  {
    channels,
    kinds,
  }: {
    channels: readonly { id: string; name: string; enabled: boolean }[];
    kinds: ReadonlyMap<string, AlertKind>;
  },
): DeadWay[] {
  const ways = new Map<string, DeadWay>();
  for (const { alertId, channelId, recipient = null, createdAt } of letters) {
    const channel = channels.find(({ id, enabled }) => id === channelId && enabled);
    const kind = kinds.get(alertId) ?? 'system';
    if (!channel || kind === 'system') continue;
    const key = `${channel.id} ${recipient ?? ''}`;
    const { id, name } = channel;
    const way = ways.get(key) ?? { channel: { id, name }, recipient, writtenAt: [] };
    const writtenAt = [...way.writtenAt, createdAt].toSorted((a, b) => a.getTime() - b.getTime());
    ways.set(key, { ...way, writtenAt });
  }
  return [...ways.values()];
}

/**
 * Names the channels that do not deliver: those with a dead letter that no delivered message has followed.
 *
 * @param ways each with the time at which the newest message was written that was delivered since, null for none
 */
export function undeliveredTroubles(
  ways: readonly (DeadWay & { deliveredAt: Date | null })[],
): Trouble[] {
  const since = new Map<string, { name: string; since: Date }>();
  for (const { channel, writtenAt, deliveredAt } of ways) {
    const first = writtenAt.find((at) => deliveredAt === null || at > deliveredAt);
    const known = since.get(channel.id);
    if (!first || (known && known.since <= first)) continue;
    since.set(channel.id, { name: channel.name, since: first });
  }
  return [...since].map(([channelId, { name, since: at }]) => ({
    key: `undelivered:${channelId}`,
    severity: 'critical',
    fact: { is: 'undelivered', channelId, channel: name, since: at },
  }));
}
