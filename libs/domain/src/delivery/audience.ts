import type { Alerting } from '../alert/alerting.ts';
import type { AlertRecord } from '../alert/record.ts';
import type { ChannelRecord } from '../channel/schema.ts';
import type { Receiver } from './new-delivery.ts';
import type { DeliveryRecord } from './record.ts';

/** Whether an alert is a matter of the administrators: it is about the monitor itself, or about its lookups. */
export const concernsAdministrators = ({ kind }: Pick<AlertRecord, 'kind'>): boolean =>
  kind === 'check-trouble' || kind === 'system';

/** Channels that can be told anything, e-mail first. */
const usable = (channels: readonly ChannelRecord[]): ChannelRecord[] =>
  channels
    .filter(({ enabled }) => enabled)
    .sort((a, b) => Number(b.kind === 'email') - Number(a.kind === 'email'));

/**
 * Returns the channels of the administrators, e-mail first. Trouble of the monitor must be told: a choice of which
 * nothing can be used is none.
 */
export function administratorsChannels(
  channels: readonly ChannelRecord[],
  chosenIds: readonly string[],
): ChannelRecord[] {
  const all = usable(channels);
  const chosen = all.filter(({ id }) => chosenIds.includes(id));
  return chosen.length > 0 ? chosen : all;
}

/**
 * Returns the channels that an opened alert of targets goes to, e-mail first: those that any of the targets chose. A
 * target without a choice of its own uses every enabled channel.
 *
 * @param alertings what the targets that the alert concerns have decided on who is told
 */
export function listeningChannels(
  channels: readonly ChannelRecord[],
  { kind }: Pick<AlertRecord, 'kind'>,
  { alertings, now }: { alertings: readonly Alerting[]; now: Date },
): ChannelRecord[] {
  const listening = alertings.filter(
    ({ kinds, mutedUntil }) => (kinds?.includes(kind) ?? true) && !(mutedUntil && mutedUntil > now),
  );
  return usable(channels).filter(({ id }) =>
    listening.some(({ channelIds }) => channelIds?.includes(id) ?? true),
  );
}

/** Whoever was told that an alert opened is told what becomes of it, whatever has been changed since. */
export const notifiedChannels = (deliveries: readonly DeliveryRecord[]): Receiver[] =>
  deliveries.flatMap(({ event, channelId, channelKind, channelName }) =>
    event === 'opened' && channelId !== null && channelKind !== 'in-app'
      ? [{ id: channelId, kind: channelKind, name: channelName }]
      : [],
  );
