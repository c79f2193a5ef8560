import { expect, it } from 'vitest';
import { newDelivery } from './new-delivery.ts';
import { deliveryOrder } from './order.ts';
import type { DeliveryRecord } from './record.ts';

let ids = 0;

/** A delivery of an alert to channel `b`, created so many seconds after it opened. */
function delivery(
  event: DeliveryRecord['event'],
  seconds: number,
  over: Partial<DeliveryRecord> = {},
): DeliveryRecord {
  const now = new Date(Date.UTC(2026, 0, 1) + seconds * 1_000);
  const receiver = { id: 'b', kind: 'slack', name: 'b' } as const;
  const announcement = { key: event, event };
  const deps = { newId: () => `id-${++ids}` };
  return { ...newDelivery(deps, { alert: { id: 'x' }, announcement, receiver, now }), ...over };
}

it.each<[string, DeliveryRecord, DeliveryRecord[], ReturnType<typeof deliveryOrder>]>([
  ['the opening goes first', delivery('opened', 0), [delivery('reminder', 5)], 'go'],
  ['what follows waits for it', delivery('resolved', 9), [delivery('opened', 0)], 'wait'],
  [
    'and goes once it was sent',
    delivery('resolved', 9),
    [delivery('opened', 0, { state: 'sent' })],
    'go',
  ],
  [
    'or is pointless when it was given up',
    delivery('resolved', 9),
    [delivery('opened', 0, { state: 'dead' })],
    'pointless',
  ],
  [
    'a fallback that was asked later is waited for, too',
    delivery('resolved', 9),
    [delivery('opened', 20)],
    'wait',
  ],
  [
    'reminders keep their order',
    delivery('resolved', 9),
    [delivery('opened', 0, { state: 'sent' }), delivery('reminder', 5)],
    'wait',
  ],
  [
    'later ones are not waited for',
    delivery('reminder', 5),
    [delivery('opened', 0, { state: 'sent' }), delivery('resolved', 9)],
    'go',
  ],
  [
    'another channel is another matter',
    delivery('resolved', 9),
    [delivery('opened', 0, { channelId: 'c' })],
    'go',
  ],
])('%s', (_what, one, others, expected) => {
  expect(deliveryOrder(one, [one, ...others])).toBe(expected);
});
