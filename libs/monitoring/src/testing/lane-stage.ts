import type { ChannelRecord, DeliveryRecord } from '@app/domain';
import { alertRecord, deliveryRecord } from '@app/domain/testing';
import { systemContext } from '../context.ts';
import { LaneRuns } from '../deliveries/lane-runs.ts';
import type { LaneDesk } from './lane-desk.ts';

const MINUTE_MS = 60_000;
const { signal } = new AbortController();

export const ago = (minutes: number): Date => new Date(Date.now() - minutes * MINUTE_MS);

export const channel = (
  id: string,
  fields: Partial<Pick<ChannelRecord, 'enabled' | 'fallbackChannelId'>> = {},
): ChannelRecord => ({
  ...{ id, name: id, kind: 'webhook', enabled: true, fallbackChannelId: null },
  config: { url: 'http://receiver.test' },
  createdAt: ago(600),
  ...fields,
});

/** An alert with its deliveries to the chat. */
export function happen(
  desk: LaneDesk,
  id: string,
  events: readonly DeliveryRecord['event'][] = ['opened'],
): void {
  desk.alerts.set(id, alertRecord({ id, subject: id, targetName: id, targetId: null }));
  desk.add(
    ...events.map((event) =>
      deliveryRecord({
        ...{ id: `${id}-${event}`, alertId: id, event, idempotencyKey: `${id}:${event}` },
        ...{ createdAt: ago(2), nextAttemptAt: ago(2) },
      }),
    ),
  );
}

/** What an alert is about is over. */
export function end(desk: LaneDesk, id: string): void {
  const alert = desk.alerts.get(id) ?? alertRecord({ id });
  const over = { state: 'resolved', resolution: 'recovered' } as const;
  desk.alerts.set(id, { ...alert, ...over, resolvedAt: ago(1), endedAt: ago(1) });
}

export const run = (desk: LaneDesk, lane = 'chat'): Promise<void> =>
  new LaneRuns(systemContext(desk.ports)).run(lane, signal);

export const stateOf = (desk: LaneDesk, id: string): string | undefined =>
  desk.deliveries.get(id)?.state;
