import { NEW_LANE } from '@app/domain/lanes';
import { alertRecord, deliveryRecord } from '@app/domain/testing';
import { describe, expect, it } from 'vitest';
import { channel } from '../testing/alert-story.ts';
import { LaneDesk } from '../testing/lane-desk.ts';
import { reconcileLanes } from './reconcile-lanes.ts';

const NOW = new Date('2026-01-03T12:00:00Z');
const hoursAgo = (hours: number): Date => new Date(NOW.getTime() - hours * 3_600_000);

/** A channel that fails, where one message has waited for 25 hours and one for an hour; neither was ever tried. */
function failing(over: Partial<typeof NEW_LANE> = {}) {
  const desk = new LaneDesk(() => NOW);
  desk.channels = [channel('a', { fallbackChannelId: 'b' }), channel('b')];
  const pausedUntil = new Date(NOW.getTime() + 60_000);
  const state = { ...NEW_LANE, failures: 9, failingSince: hoursAgo(30), pausedUntil, ...over };
  const rest = { lease: null, wake: 0, successorId: null, resumed: 0 };
  desk.lanes.set('a', { ...state, ...rest, id: 'a' });
  for (const [id, hours] of [
    ['old', 25],
    ['new', 1],
  ] as const) {
    desk.alerts.set(id, alertRecord({ id }));
    const times = { createdAt: hoursAgo(hours), nextAttemptAt: hoursAgo(hours) };
    const key = { alertId: id, channelId: 'a', idempotencyKey: `${id}:a:opened` };
    desk.add(deliveryRecord({ id, ...key, ...times }));
  }
  return desk;
}

describe('what a channel that fails has left waiting', () => {
  it('for a day is given up, for all to see, and passed on', async () => {
    const desk = failing();
    await reconcileLanes(desk.ports, NOW);
    expect(desk.deliveries.get('old')).toMatchObject({
      ...{ state: 'dead', nextAttemptAt: null, attempts: [{ outcome: 'dead' }] },
    });
    expect(desk.deliveries.get('new')).toMatchObject({ state: 'pending', attempts: [] });
    const passedOn = [...desk.deliveries.values()].filter(({ channelId }) => channelId === 'b');
    expect(passedOn).toMatchObject([{ alertId: 'old', fallbackOf: 'a' }]);
  });

  it.each([
    ['is due to be tried again', { pausedUntil: hoursAgo(1) }],
    ['has asked for quiet and not failed', { failures: 0 }],
  ])('waits on where the channel %s', async (_, lane) => {
    const desk = failing(lane);
    await reconcileLanes(desk.ports, NOW);
    expect(desk.deliveries.get('old')?.state).toBe('pending');
  });

  it('is marked where a try of it got no answer', async () => {
    const plan = { key: 'old', form: 'single', event: 'opened', deliveryIds: ['old'] } as const;
    const plans = [{ ...plan, deliveryIds: ['old'], plannedAt: hoursAgo(2), unanswered: 1 }];
    const desk = failing({ plans });
    await reconcileLanes(desk.ports, NOW);
    expect(desk.deliveries.get('old')).toMatchObject({ state: 'dead', mayBeTaken: true });
  });
});
