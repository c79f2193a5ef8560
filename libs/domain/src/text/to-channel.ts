import { maskChannel } from '../channel/mask.ts';
import type { Channel } from '../channel/schema.ts';
import type { StoredChannel } from '../delivery/stored-channel.ts';
import type { Language } from './format/language.ts';
import { describeSending } from './sending.ts';

/** A channel as clients see it: secrets masked, and what came of its last message in words. */
export function toChannel(
  { lastDelivery, ...channel }: StoredChannel,
  language?: Language,
): Channel {
  if (!lastDelivery) return { ...maskChannel(channel), lastDelivery };
  const { fact, ...last } = lastDelivery;
  return {
    ...maskChannel(channel),
    lastDelivery: { ...last, detail: describeSending(fact, language) },
  };
}
