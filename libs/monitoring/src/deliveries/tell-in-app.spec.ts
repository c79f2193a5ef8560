import { alertRecord, deliveryRecord } from '@app/domain/testing';
import { beforeEach, describe, expect, it } from 'vitest';
import { systemContext } from '../context.ts';
import { LaneDesk } from '../testing/lane-desk.ts';
import { LaneRuns } from './lane-runs.ts';

const T0 = Date.parse('2026-03-01T12:00:00Z');
const HOUR_MS = 3_600_000;
const { signal } = new AbortController();

describe('an item of the inbox that the store refuses', () => {
  let now: number;
  let desk: LaneDesk;
  let next: Date | null;
  beforeEach(() => {
    now = T0;
    desk = new LaneDesk(() => new Date(now));
    next = null;
    for (const id of ['good', 'bad', 'late']) {
      desk.alerts.set(id, alertRecord({ id, targetId: null }));
      desk.add(
        deliveryRecord({
          ...{ id, alertId: id, channelId: null, idempotencyKey: id },
          ...{ createdAt: new Date(T0), nextAttemptAt: new Date(T0) },
        }),
      );
    }
    const { insert } = desk.ports.inbox;
    desk.ports.inbox.insert = async (items) => {
      if (items.some(({ id }) => id === 'bad')) throw new Error('This document is refused.');
      await insert(items);
    };
    desk.ports.queue.enqueueLanes = async (_, at) => {
      next = at;
    };
  });
  const run = () => new LaneRuns(systemContext(desk.ports)).run('in-app', signal);
  const stateOf = (id: string) => desk.deliveries.get(id)?.state;

  it('keeps no other from being shown, and is tried again', async () => {
    await run();
    expect(desk.inbox.map(({ id }) => id)).toEqual(['good', 'late']);
    expect(['good', 'bad', 'late'].map(stateOf)).toEqual(['sent', 'pending', 'sent']);
    expect(desk.deliveries.get('bad')?.attempts).toMatchObject([{ outcome: 'retry' }]);
    expect(next).toEqual(desk.deliveries.get('bad')?.nextAttemptAt);
    expect(next?.getTime()).toBeGreaterThan(now);
  });

  it('is a dead letter in the end', async () => {
    for (let tries = 0; tries < 60 && stateOf('bad') === 'pending'; tries++) {
      await run();
      now += HOUR_MS;
    }
    expect(stateOf('bad')).toBe('dead');
    const tried = desk.deliveries.get('bad')?.attempts.length;
    await run();
    expect(desk.deliveries.get('bad')?.attempts).toHaveLength(tried ?? 0);
  });

  it('does not count as refused where the store is away', async () => {
    desk.ports.deliveries.settle = () => Promise.reject(new Error('away'));
    await expect(run()).rejects.toThrow('away');
    expect(['good', 'bad', 'late'].map(stateOf)).toEqual(['pending', 'pending', 'pending']);
  });
});
