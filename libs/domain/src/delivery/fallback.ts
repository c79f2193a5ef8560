import type { ChannelRecord } from '../channel/schema.ts';

type Link = Pick<ChannelRecord, 'id' | 'enabled' | 'fallbackChannelId'>;

/**
 * Returns the channel that takes over from a channel: the first one of its chain of fallbacks that is turned on; null
 * without one. A chain that leads in a circle ends.
 *
 * @param firstId the first of the chain, itself included
 */
export function firstWorking<C extends Link>(
  channels: readonly C[],
  firstId: string | null,
): C | null {
  const seen = new Set<string>();
  for (let id = firstId; id !== null && !seen.has(id);) {
    seen.add(id);
    const channel = channels.find((one) => one.id === id);
    if (!channel) return null;
    if (channel.enabled) return channel;
    id = channel.fallbackChannelId;
  }
  return null;
}

/** Whether a channel would be its own fallback, at once or by a detour. */
export function leadsBack(channels: readonly Link[], channel: Link): boolean {
  const seen = new Set<string>();
  for (let id = channel.fallbackChannelId; id !== null && !seen.has(id);) {
    if (id === channel.id) return true;
    seen.add(id);
    id = channels.find((one) => one.id === id)?.fallbackChannelId ?? null;
  }
  return false;
}
