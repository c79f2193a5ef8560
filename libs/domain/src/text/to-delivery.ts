import type { DeliveryRecord } from '../delivery/record.ts';
import type { Delivery } from '../delivery/schema.ts';
import { DEFAULT_LANGUAGE, type Language } from './format/language.ts';
import { describeSending } from './sending.ts';
import { TEXTS } from './texts.ts';

/** A stored delivery as clients see it, in words; nothing that is kept for the work on it gets out. */
export function toDelivery(
  delivery: DeliveryRecord,
  language: Language = DEFAULT_LANGUAGE,
): Delivery {
  return {
    id: delivery.id,
    alertId: delivery.alertId,
    channelId: delivery.channelId,
    channelKind: delivery.channelKind,
    channelName: delivery.channelName ?? TEXTS[language].sending.IN_APP,
    event: delivery.event,
    state: delivery.state,
    attempts: delivery.attempts.map(({ fact, ...attempt }) => ({
      ...attempt,
      detail: describeSending(fact, language),
    })),
    nextAttemptAt: delivery.nextAttemptAt,
    createdAt: delivery.createdAt,
    idempotencyKey: delivery.idempotencyKey,
    recipient: delivery.recipient ?? null,
    droppedBecause: delivery.because ?? null,
  };
}
