import type { AlertRecord, PendingNotification } from '../alert/record.ts';
import type { ChannelRecord } from '../channel/schema.ts';
import type { DeliveryRecord } from './record.ts';

export type Receiver = Pick<ChannelRecord, 'id' | 'kind' | 'name'>;

/** A delivery; `receiver` null stands for in-app. */
export function newDelivery(
  deps: { newId: () => string },
  plan: {
    alert: Pick<AlertRecord, 'id'>;
    announcement: Pick<PendingNotification, 'key' | 'event'>;
    receiver: Receiver | null;
    now: Date;
    /** When it may be handed over; missing: at once. */
    dueAt?: Date;
  },
): DeliveryRecord {
  const { alert, announcement, receiver, now, dueAt = now } = plan;
  return {
    id: deps.newId(),
    alertId: alert.id,
    channelId: receiver?.id ?? null,
    channelKind: receiver?.kind ?? 'in-app',
    channelName: receiver?.name ?? 'In-app',
    event: announcement.event,
    state: 'pending',
    attempts: [],
    nextAttemptAt: dueAt,
    createdAt: now,
    updatedAt: now,
    idempotencyKey: `${alert.id}:${receiver?.id ?? 'in-app'}:${announcement.key}`,
  };
}
