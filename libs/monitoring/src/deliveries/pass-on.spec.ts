import type { ChannelRecord } from '@app/domain';
import { alertRecord, deliveryRecord } from '@app/domain/testing';
import { beforeEach, describe, expect, it } from 'vitest';
import { systemContext } from '../context.ts';
import { LaneDesk } from '../testing/lane-desk.ts';
import { LaneRuns } from './lane-runs.ts';

const T0 = new Date('2026-03-01T12:00:00Z');
const { signal } = new AbortController();

const channel = (
  id: string,
  fields: Partial<Pick<ChannelRecord, 'enabled' | 'fallbackChannelId'>> = {},
): ChannelRecord => ({
  ...{ id, name: id, kind: 'slack', enabled: true, fallbackChannelId: null },
  config: { url: 'http://receiver.test' },
  createdAt: T0,
  ...fields,
});

/** The chat was told that a site is down; that it is back waits, and a second site is down. */
describe('what waits for a channel that can be told nothing more', () => {
  let desk: LaneDesk;
  beforeEach(() => {
    desk = new LaneDesk(() => T0);
    const over = { state: 'resolved', resolution: 'recovered', endedAt: T0 } as const;
    desk.alerts.set('back', alertRecord({ id: 'back', ...over }));
    desk.alerts.set('down', alertRecord({ id: 'down', subject: 'other' }));
    desk.add(
      deliveryRecord({
        id: '1',
        alertId: 'back',
        state: 'sent',
        idempotencyKey: 'back:chat:opened',
      }),
      deliveryRecord({
        ...{ id: '2', alertId: 'back', event: 'resolved', idempotencyKey: 'back:chat:resolved' },
      }),
      deliveryRecord({ id: '3', alertId: 'down', idempotencyKey: 'down:chat:opened' }),
    );
  });
  const run = (lane: string) => new LaneRuns(systemContext(desk.ports)).run(lane, signal);
  const handed = (): string[] =>
    [...desk.deliveries.values()]
      .filter(({ channelId }) => channelId === 'mail')
      .map(({ alertId, event }) => `${event} of ${alertId}`);

  it.each([
    ['is off', [channel('chat', { enabled: false })]],
    [
      'is off, and its fallback, too',
      [
        channel('chat', { enabled: false, fallbackChannelId: 'mail' }),
        channel('mail', { enabled: false }),
      ],
    ],
    ['was removed', [channel('mail')]],
  ])('is planned anew where it %s and nobody takes over', async (_, channels) => {
    desk.channels = channels;
    await run('chat');
    expect(desk.announced.toSorted()).toEqual(['opened of down', 'resolved of back']);
    expect(handed()).toEqual([]);
    expect(desk.deliveries.get('3')?.state).toBe('dropped');
  });

  it('is not planned anew where it is a beginning that is over', async () => {
    desk.deliveries.clear();
    desk.add(deliveryRecord({ id: '4', alertId: 'back', idempotencyKey: 'back:chat:opened:x' }));
    desk.channels = [channel('chat', { enabled: false })];
    await run('chat');
    expect(desk.announced).toEqual([]);
  });

  it('is not planned anew where word of the next outage has gone out', async () => {
    desk.alerts.set('again', alertRecord({ id: 'again' }));
    desk.channels = [channel('chat', { enabled: false })];
    await run('chat');
    expect(desk.announced).toEqual(['opened of down']);
  });

  it('goes to its successor, also where that one was removed in turn', async () => {
    desk.channels = [channel('mail')];
    await desk.ports.lanes.succeed('chat', 'other');
    await desk.ports.lanes.succeed('other', 'mail');
    await run('chat');
    expect(handed().toSorted()).toEqual(['opened of down', 'resolved of back']);
    expect(desk.announced).toEqual([]);
  });

  it('goes to nobody in a circle of successors', async () => {
    await desk.ports.lanes.succeed('chat', 'other');
    await desk.ports.lanes.succeed('other', 'chat');
    desk.channels = [channel('mail')];
    await run('chat');
    expect(handed()).toEqual([]);
    expect(desk.announced).toHaveLength(2);
  });
});
