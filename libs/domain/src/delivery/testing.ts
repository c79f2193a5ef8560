import type { AlertRecord } from '../alert/record.ts';
import type { DeliveryRecord } from './record.ts';

/** A fixed instant that tests of deliveries count from. */
export const T0 = new Date('2026-03-01T12:00:00Z');

/** An instant some seconds after `T0`. */
export const at = (seconds: number): Date => new Date(T0.getTime() + seconds * 1_000);

/** A delivery of an opening to a chat, due at `T0`. */
export const deliveryRecord = (fields: Partial<DeliveryRecord> = {}): DeliveryRecord => {
  const { id = 'opened' } = fields;
  return {
    id,
    alertId: 'alert',
    channelId: 'chat',
    channelKind: 'slack',
    channelName: 'operations',
    event: 'opened',
    state: 'pending',
    attempts: [],
    nextAttemptAt: T0,
    createdAt: T0,
    updatedAt: T0,
    idempotencyKey: `key of ${id}`,
    ...fields,
  };
};

/** An open alert of an outage. */
export const alertRecord = (fields: Partial<AlertRecord> = {}): AlertRecord => ({
  id: 'alert',
  subject: 'target',
  targetId: 'target',
  targetName: 'Shop',
  domain: null,
  kind: 'down',
  state: 'open',
  severity: 'critical',
  cause: { is: 'text', text: 'The server answered with 500.' },
  openedAt: T0,
  since: at(-30),
  resolvedAt: null,
  resolution: null,
  acknowledgedAt: null,
  acknowledgedNote: null,
  endedAt: null,
  updatedAt: T0,
  announcements: [],
  ...fields,
});

/** What an alert becomes when its condition has ended. */
export const ENDED = {
  state: 'resolved',
  resolution: 'recovered',
  resolvedAt: at(240),
  endedAt: at(240),
} as const satisfies Partial<AlertRecord>;
