import { NEW_LANE } from '@app/domain/lanes';
import { alertRecord } from '@app/domain/testing';
import { beforeEach, describe, expect, it } from 'vitest';
import { systemContext } from '../context.ts';
import { LaneDesk } from '../testing/lane-desk.ts';
import { channel, end, happen, run, stateOf } from '../testing/lane-stage.ts';
import { LaneRuns } from './lane-runs.ts';

const MINUTE_MS = 60_000;

let desk: LaneDesk;

beforeEach(() => {
  desk = new LaneDesk();
  desk.channels = [channel('chat')];
});

describe('a message that cannot be put together', () => {
  /** Of a version to come, or damaged. */
  const breakAlert = (id: string): void => {
    const alert = alertRecord({ id });
    Object.defineProperty(alert, 'cause', { value: null });
    desk.alerts.set(id, alert);
  };

  it('waits alone: the lane goes on', async () => {
    happen(desk, 'broken');
    happen(desk, 'whole');
    breakAlert('broken');
    await run(desk);
    expect(desk.sent.map(({ alert }) => alert?.id)).toEqual(['whole']);
    expect(desk.deliveries.get('broken-opened')).toMatchObject({
      state: 'pending',
      attempts: [{ outcome: 'retry' }],
    });
    expect(desk.lanes.get('chat')?.plans).toEqual([]);
  });

  it('is a dead letter in the app, where the others are shown', async () => {
    for (const id of ['broken', 'whole']) {
      happen(desk, id);
      const delivery = desk.deliveries.get(`${id}-opened`)!;
      desk.deliveries.set(delivery.id, { ...delivery, channelId: null });
    }
    breakAlert('broken');
    await run(desk, 'in-app');
    expect(desk.inbox.map(({ alertId }) => alertId)).toEqual(['whole']);
    expect(stateOf(desk, 'broken-opened')).toBe('dead');
  });
});

describe('a message that a runner which died may have sent', () => {
  it('is repeated as it was, also after it was refused', async () => {
    let now = Date.now();
    desk = new LaneDesk(() => new Date(now));
    desk.channels = [channel('chat')];
    happen(desk, 'first');
    const plan = {
      ...{ key: 'first:opened', form: 'single' as const, event: 'opened' as const },
      ...{ deliveryIds: ['first-opened'], plannedAt: new Date(now), unanswered: 0 },
    };
    await desk.ports.lanes.claim('chat', new Date(now), { token: 'dead', until: new Date(now) });
    await desk.ports.lanes.release(
      'chat',
      { token: 'dead', wake: 0 },
      { ...NEW_LANE, plans: [plan] },
    );
    desk.answer = () => ({
      outcome: 'retry',
      fact: { is: 'text', text: '429' },
      retryAfterMs: 1_000,
    });
    await run(desk);
    for (let i = 0; i < 30; i++) happen(desk, `a${i}`);
    desk.answer = () => ({ outcome: 'sent', fact: { is: 'text', text: '' } });
    now += 2 * MINUTE_MS;
    await run(desk);
    expect(desk.sent.map(({ idempotencyKey }) => idempotencyKey).slice(0, 2)).toEqual([
      'first:opened',
      'first:opened',
    ]);
    expect(desk.sent[2]?.items).toHaveLength(30);
  });
});

describe('a message that never gets an answer', () => {
  it('does not silence a channel that takes every other one', async () => {
    let now = Date.now();
    desk = new LaneDesk(() => new Date(now));
    desk.channels = [channel('chat')];
    const silent = {
      outcome: 'retry',
      fact: { is: 'text', text: '' },
      retryAfterMs: null,
      isUnanswered: true,
    } as const;
    desk.answer = ({ alert }) =>
      alert?.id === 'poison' ? silent : { outcome: 'sent', fact: { is: 'text', text: '' } };
    happen(desk, 'poison');
    await run(desk);
    happen(desk, 'other');
    for (let tries = 0; tries < 4; tries++) {
      now += 2 * MINUTE_MS;
      await run(desk);
    }
    expect(stateOf(desk, 'other-opened')).toBe('sent');
    // It is tried again when nothing else waits, under the same key.
    expect(stateOf(desk, 'poison-opened')).toBe('pending');
    const keys = desk.sent.filter(({ alert }) => alert?.id === 'poison');
    expect(new Set(keys.map(({ idempotencyKey }) => idempotencyKey)).size).toBe(1);
    expect(keys.length).toBeGreaterThan(2);
  });
});

describe('a runner that is stopped in the middle of a message', () => {
  it('leaves it to the next one, who repeats it at once as it was', async () => {
    happen(desk, 'cut');
    const stop = new AbortController();
    desk.answer = () =>
      new Promise((_, reject) => {
        stop.signal.addEventListener('abort', () => {
          reject(new Error('stopped'));
        });
      });
    const done = new LaneRuns(systemContext(desk.ports)).run('chat', stop.signal);
    await expect.poll(() => desk.sent.length).toBe(1);
    happen(desk, 'cut', ['resolved']);
    end(desk, 'cut');
    stop.abort();
    await done;
    desk.answer = () => ({ outcome: 'sent', fact: { is: 'text', text: '' } });
    await run(desk);
    expect(desk.sent.map(({ event }) => event)).toEqual(['opened', 'opened', 'resolved']);
    expect(desk.sent[1]?.idempotencyKey).toBe(desk.sent[0]?.idempotencyKey);
    expect(desk.sent[2]).not.toHaveProperty('isWhole');
  });
});

describe('a store that fails for a moment', () => {
  it.each(['chat', 'in-app'])('keeps the lane %s from nobody who tries again', async (lane) => {
    happen(desk, 'a');
    const delivery = desk.deliveries.get('a-opened')!;
    if (lane === 'in-app') desk.deliveries.set(delivery.id, { ...delivery, channelId: null });
    const { dueOnLane } = desk.ports.deliveries;
    desk.ports.deliveries.dueOnLane = () => Promise.reject(new Error('away'));
    await expect(run(desk, lane)).rejects.toThrow('away');
    desk.ports.deliveries.dueOnLane = dueOnLane;
    await run(desk, lane);
    expect(stateOf(desk, 'a-opened')).toBe('sent');
  });

  it('loses no message whose answer from the store was lost', async () => {
    happen(desk, 'a');
    const { hold } = desk.ports.deliveries;
    desk.ports.deliveries.hold = async (...args) => {
      await hold(...args);
      throw new Error('away');
    };
    await expect(run(desk)).rejects.toThrow('away');
    desk.ports.deliveries.hold = hold;
    await run(desk);
    expect(stateOf(desk, 'a-opened')).toBe('sent');
  });
});
