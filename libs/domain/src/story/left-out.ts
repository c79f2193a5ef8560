import type { AlertRecord } from '../alert/record.ts';
import type { Audience } from '../audience/audience.ts';
import type { ChannelRecord } from '../channel/schema.ts';
import type { DeliveryRecord } from '../delivery/record.ts';
import type { LeftOut } from './schema.ts';

interface Facts {
  alert: Pick<AlertRecord, 'followUp' | 'endedAt' | 'openedAt'>;
  deliveries: readonly DeliveryRecord[];
  channels: readonly ChannelRecord[];
  /** Who is told now; null for an alert that is over, of which that says nothing. */
  audience: Audience | null;
  now: Date;
}

/** Returns who was not told of an alert, and why: everybody first, then by channel, in the order of the channels. */
export function leftOutOf(facts: Facts): LeftOut[] {
  const { alert, audience, channels } = facts;
  const silence = audience ? audience.silence : (alert.followUp?.silence ?? null);
  const told = new Set(facts.deliveries.flatMap(({ channelId }) => channelId ?? []));
  return [
    ...(silence ? [{ channel: null, why: silence.why, until: silence.until }] : []),
    ...channels.flatMap((channel): LeftOut[] => {
      const reason = told.has(channel.id)
        ? quietHours(channel, facts)
        : audience && untold(channel, audience);
      const { id, kind, name } = channel;
      return reason ? [{ channel: { id, kind, name }, ...reason }] : [];
    }),
  ];
}

type Reason = Pick<LeftOut, 'why' | 'until'>;

/** A message that waits for the end of quiet hours. */
function quietHours(
  { id, quietHours: hours }: ChannelRecord,
  { deliveries, now }: Pick<Facts, 'deliveries' | 'now'>,
): Reason | null {
  if (!hours) return null;
  const waiting = deliveries.find(
    ({ channelId, state, attempts, nextAttemptAt }) =>
      channelId === id &&
      state === 'pending' &&
      attempts.length === 0 &&
      nextAttemptAt &&
      nextAttemptAt > now,
  );
  return waiting ? { why: 'quiet-hours', until: waiting.nextAttemptAt } : null;
}

/** Why a channel does not hear of an alert that goes on; null where it is about to. */
function untold(channel: ChannelRecord, { receivers, isWanted, silence }: Audience): Reason | null {
  if (!channel.enabled) return { why: 'off', until: null };
  if (receivers.some(({ id }) => id === channel.id)) return null;
  if (!isWanted) return { why: 'not-wanted', until: null };
  // Whom the silence keeps from being told is not known apart.
  return silence ? null : { why: 'not-chosen', until: null };
}
