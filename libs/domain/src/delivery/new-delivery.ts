import type { AlertRecord, PendingNotification } from '../alert/record.ts';
import type { ChannelRecord } from '../channel/schema.ts';
import { FALLBACK_AFTER_MS } from './backoff.ts';
import type { DeliveryRecord } from './record.ts';

/** Who is told. Of mail all addresses are, each for itself. */
export type Receiver = Pick<ChannelRecord, 'id' | 'kind' | 'name'> & {
  config?: ChannelRecord['config'];
};

export interface DeliveryPlan {
  alert: Pick<AlertRecord, 'id'>;
  announcement: Pick<PendingNotification, 'key' | 'event'>;
  /** Null stands for in-app. */
  receiver: Receiver | null;
  /** The channel that it could not be told on. */
  fallbackOf?: string;
  now: Date;
  /** When they may be handed over; missing: at once. */
  dueAt?: Date;
}

/**
 * Makes the deliveries of one event to one channel: one for each address of a mail channel, one for every
 * other channel.
 */
export function newDeliveries(
  deps: { newId: () => string },
  { alert, announcement, receiver, fallbackOf, now, dueAt = now }: DeliveryPlan,
): DeliveryRecord[] {
  return recipientsOf(receiver).map((recipient) => ({
    id: deps.newId(),
    alertId: alert.id,
    channelId: receiver?.id ?? null,
    channelKind: receiver?.kind ?? 'in-app',
    ...(receiver ? { channelName: receiver.name } : {}),
    event: announcement.event,
    state: 'pending',
    attempts: [],
    nextAttemptAt: dueAt,
    createdAt: now,
    updatedAt: now,
    idempotencyKey: [alert.id, receiver?.id ?? 'in-app', announcement.key, recipient ?? []]
      .flat()
      .join(':'),
    ...(recipient === null ? {} : { recipient }),
    ...(receiver ? { fallbackAt: new Date(dueAt.getTime() + FALLBACK_AFTER_MS) } : {}),
    ...(fallbackOf === undefined ? {} : { fallbackOf }),
  }));
}

/** Key of the event that a delivery tells, by which its alert names it. */
export const notificationKeyOf = ({
  idempotencyKey,
}: Pick<DeliveryRecord, 'idempotencyKey'>): string => idempotencyKey.split(':')[2] ?? '';

function recipientsOf(receiver: Receiver | null): (string | null)[] {
  const to = receiver?.config && 'to' in receiver.config ? receiver.config.to : null;
  return Array.isArray(to) && to.length > 0 ? to : [null];
}
