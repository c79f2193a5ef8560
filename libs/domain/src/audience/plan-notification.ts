import type { AlertEvent } from '../alert/kind.ts';
import { isByClock, isRoutine } from '../alert/notification-key.ts';
import type { AlertRecord, PendingNotification } from '../alert/record.ts';
import type { ChannelRecord } from '../channel/schema.ts';
import { type Audience, notifiedChannels, usableChannels } from './audience.ts';
import { escalatedChannels, isSilent } from './look-at-alert.ts';
import type { Receiver } from '../delivery/new-delivery.ts';
import type { DeliveryRecord } from '../delivery/record.ts';

/** A message that one channel is to get; `receiver` null stands for in-app. */
export interface PlannedMessage {
  receiver: Receiver | null;
  event: AlertEvent;
  key: string;
}

export interface PlanFacts {
  /** Of the alert. */
  deliveries: readonly DeliveryRecord[];
  /** Of the alert that an outage began with, for one that follows from it: who knows of that needs no second word. */
  ofOutage: readonly DeliveryRecord[];
  /** Of alerts that ended with a pause and that this one goes on for: who was told of those is told the end. */
  ofPaused: readonly DeliveryRecord[];
  audience: Audience;
  /** Every channel that there is. */
  channels: readonly ChannelRecord[];
}

const OPENED = { event: 'opened', key: 'opened' } as const;

/** Ends a chain of fallbacks, and a loop of them. */
const MAX_FALLBACKS = 10;

/**
 * Returns who is told what at a moment in the life of an alert. That it opened is told to whoever wants to know and was not
 * told yet; what becomes of it to whoever was told, whatever has been changed since. Safe to repeat: what was planned before
 * is planned again under the same key.
 */
export function plannedMessages(
  alert: Pick<AlertRecord, 'state' | 'kind' | 'followUp' | 'ending'>,
  { event, key }: Pick<PendingNotification, 'event' | 'key'>,
  facts: PlanFacts,
): PlannedMessage[] {
  const told = toldChannels(facts.deliveries);
  const isInAppTold = facts.deliveries.some(isInAppOpening);
  switch (event) {
    case 'opened':
      return opening(alert, facts, { told, key: OPENED.key });
    case 'reminder':
      if (alert.state !== 'open' || isSilent(facts.audience)) return [];
      return [
        ...told
          .filter(({ id }) => !isRoutine(key) || !isWaiting(facts.deliveries, id, key))
          .map((receiver) => ({ receiver, event, key })),
        // Under the key of the reminder: whoever is told both, when this is repeated, is told once.
        ...opening(alert, facts, { told, key }),
        ...(isInAppTold && !isByClock(key) ? [{ receiver: null, event, key }] : []),
      ];
    case 'resolved': {
      // That it is paused they were told before: it is its real end that is news.
      const isRealEnd = alert.ending === 'renewed' || alert.ending === 'recovered';
      const before = toldChannels(isRealEnd ? facts.ofPaused : []).filter(
        ({ id }) => !told.some((one) => one.id === id),
      );
      // Of this alert they know nothing yet: they are told both in one.
      const others = [...before, ...substitutesOf([...told, ...before], facts)];
      return [
        ...told.map((receiver) => ({ receiver, event, key })),
        ...others.flatMap((receiver) => [
          { receiver, ...OPENED },
          { receiver, event, key },
        ]),
        ...(isInAppTold ? [{ receiver: null, event, key }] : []),
      ];
    }
  }
}

const isInAppOpening = ({ channelId, event }: DeliveryRecord): boolean =>
  channelId === null && event === 'opened';

/** Channels that were told that an alert opened, each once. */
function toldChannels(deliveries: readonly DeliveryRecord[]): Receiver[] {
  const byId = new Map(notifiedChannels(deliveries).map((channel) => [channel.id, channel]));
  return [...byId.values()];
}

function opening(
  alert: Pick<AlertRecord, 'followUp'>,
  { deliveries, ofOutage, audience, channels }: PlanFacts,
  { told, key }: { told: readonly Receiver[]; key: string },
): PlannedMessage[] {
  const known = new Set([...told, ...toldChannels(ofOutage)].map(({ id }) => id));
  const escalated = new Set(escalatedChannels(alert, audience));
  const wanted = [
    ...audience.receivers,
    ...usableChannels(channels).filter(({ id }) => escalated.has(id)),
  ];
  const isInApp =
    audience.silence?.why !== 'parent' && ![...deliveries, ...ofOutage].some(isInAppOpening);
  const joined = new Map(
    wanted.filter(({ id }) => !known.has(id)).map((channel) => [channel.id, channel]),
  );
  return [
    ...(isInApp ? [{ receiver: null, event: OPENED.event, key }] : []),
    ...[...joined.values()].map((receiver) => ({ receiver, event: OPENED.event, key })),
  ];
}

/** Whether something older about the alert has yet to be handed over there: that says as much as a reminder. */
const isWaiting = (
  deliveries: readonly DeliveryRecord[],
  channelId: string,
  key: string,
): boolean =>
  deliveries.some(
    (delivery) =>
      delivery.channelId === channelId &&
      delivery.state === 'pending' &&
      !delivery.idempotencyKey.endsWith(`:${key}`),
  );

/**
 * Who hears of the end in place of channels that were told of the beginning and can be told nothing more: of one that is
 * off its fallback; where nobody is left at all, everybody that such an alert goes to.
 */
function substitutesOf(told: readonly Receiver[], { channels, audience }: PlanFacts): Receiver[] {
  const working = new Set(usableChannels(channels).map(({ id }) => id));
  const lost = told.filter(({ id }) => !working.has(id));
  if (lost.length === 0) return [];
  const known = new Set(told.map(({ id }) => id));
  const fallbacks = lost.flatMap(({ id }) => fallbackOf(id, channels) ?? []);
  const isAnybodyLeft = told.some(({ id }) => working.has(id)) || fallbacks.length > 0;
  // An end is never held back.
  const found = isAnybodyLeft ? fallbacks : audience.listeners;
  return [...new Map(found.map((one) => [one.id, one])).values()].filter(
    ({ id }) => !known.has(id),
  );
}

/** The first channel of a chain of fallbacks that can be told something. */
function fallbackOf(id: string, channels: readonly ChannelRecord[]): ChannelRecord | null {
  const byId = new Map(channels.map((channel) => [channel.id, channel]));
  let next = byId.get(id)?.fallbackChannelId ?? null;
  for (let i = 0; next !== null && i < MAX_FALLBACKS; i++) {
    const channel = byId.get(next);
    if (channel?.enabled) return channel;
    next = channel?.fallbackChannelId ?? null;
  }
  return null;
}
