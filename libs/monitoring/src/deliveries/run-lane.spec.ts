import { setImmediate as turnOfEventLoop } from 'node:timers/promises';
import type { SendOutcome } from '@app/domain';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { systemContext } from '../context.ts';
import { LaneDesk } from '../testing/lane-desk.ts';
import { channel, end, happen, run, stateOf } from '../testing/lane-stage.ts';
import { LaneRuns } from './lane-runs.ts';
import { sleep } from '../timers.ts';

const { signal } = new AbortController();

let desk: LaneDesk;

beforeEach(() => {
  desk = new LaneDesk();
  desk.channels = [channel('chat')];
});

describe('a channel that a person has mended', () => {
  it('is tried at once, also where a message that failed was under way', async () => {
    happen(desk, 'first');
    let fail = (): void => undefined;
    const refused = {
      outcome: 'retry',
      fact: { is: 'text', text: '429' },
      retryAfterMs: 600_000,
    } as const;
    desk.answer = () => new Promise((resolve) => (fail = () => resolve(refused)));
    const done = run(desk);
    await expect.poll(() => desk.sent.length).toBe(1);
    await desk.ports.lanes.resume('chat');
    desk.answer = () => ({ outcome: 'sent', fact: { is: 'text', text: '' } });
    fail();
    await done;
    expect(stateOf(desk, 'first-opened')).toBe('sent');
  });
});

describe('a channel that is turned off', () => {
  it('has what is under way written down as what became of it', async () => {
    happen(desk, 'first');
    const runs = new LaneRuns(systemContext(desk.ports));
    let taken = (): void => undefined;
    desk.answer = () =>
      new Promise(
        (resolve) => (taken = () => resolve({ outcome: 'sent', fact: { is: 'text', text: '' } })),
      );
    const done = runs.run('chat', signal);
    await expect.poll(() => desk.sent.length).toBe(1);
    desk.channels = [channel('chat', { enabled: false })];
    happen(desk, 'second');
    await runs.run('chat', signal);
    await expect.poll(() => stateOf(desk, 'second-opened')).toBe('dropped');
    taken();
    await done;
    expect(stateOf(desk, 'first-opened')).toBe('sent');
    expect(desk.lanes.get('chat')?.plans).toEqual([]);
  });
});

describe('an answer that comes while the lane looks for more', () => {
  it('has no message sent again', async () => {
    const answer = Promise.withResolvers<SendOutcome>();
    const sent = { outcome: 'sent', fact: { is: 'text', text: '' } } as const;
    desk.answer = ({ alert }) => (alert?.id === 'first' ? answer.promise : sent);
    const lanes = new LaneRuns(systemContext(desk.ports));
    happen(desk, 'first');
    const running = lanes.run('chat', signal);
    await vi.waitFor(() => expect(desk.sent).toHaveLength(1));
    const { channels } = desk.ports;
    desk.ports.channels = {
      ...channels,
      get: async (id) => {
        answer.resolve(sent);
        await turnOfEventLoop();
        return await channels.get(id);
      },
    };
    happen(desk, 'second');
    await lanes.run('chat', signal);
    await running;
    expect(desk.sent.map(({ alert }) => alert?.id)).toEqual(['first', 'second']);
    expect(stateOf(desk, 'first-opened')).toBe('sent');
  });
});

describe('outages of one site that follow one another', () => {
  it('are told one after the other, also where many may be under way', async () => {
    const answers = new Map<string, (outcome: SendOutcome) => void>();
    desk.answer = ({ idempotencyKey }) =>
      new Promise((resolve) => answers.set(idempotencyKey, resolve));
    happen(desk, 'first', ['opened', 'resolved']);
    end(desk, 'first');
    happen(desk, 'second');
    happen(desk, 'other');
    for (const id of ['first', 'second']) {
      desk.alerts.set(id, { ...desk.alerts.get(id)!, subject: 'shop' });
    }
    desk.alerts.set('other', { ...desk.alerts.get('other')!, subject: 'elsewhere' });
    const done = run(desk);
    await vi.waitFor(() =>
      expect([...answers.keys()]).toEqual(['first:opened:whole', 'other:opened']),
    );
    answers.get('first:opened:whole')?.({ outcome: 'sent', fact: { is: 'text', text: '' } });
    await vi.waitFor(() => expect([...answers.keys()]).toContain('second:opened'));
    for (const answer of answers.values())
      answer({ outcome: 'sent', fact: { is: 'text', text: '' } });
    await done;
    expect(stateOf(desk, 'second-opened')).toBe('sent');
  });
});

describe('the pace of a channel', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it.each(['save', 'hold'] as const)(
    'counts from when a message went out, however long the store took before (%s)',
    async (slow) => {
      desk = new LaneDesk();
      desk.channels = [
        { ...channel('chat'), kind: 'slack', config: { url: 'http://receiver.test' } },
      ];
      const took = [900, 0, 700, 0, 0];
      const late = <A extends unknown[], T>(method: (...args: A) => Promise<T>) => {
        return async (...args: A): Promise<T> => {
          await sleep(took.shift() ?? 0);
          return await method(...args);
        };
      };
      if (slow === 'save') desk.ports.lanes.save = late(desk.ports.lanes.save);
      else desk.ports.deliveries.hold = late(desk.ports.deliveries.hold);
      const sentAt: number[] = [];
      desk.answer = () => {
        sentAt.push(Date.now());
        return { outcome: 'sent', fact: { is: 'text', text: '' } };
      };
      for (const id of ['a', 'b', 'c', 'd']) happen(desk, id);
      const done = run(desk);
      await vi.advanceTimersByTimeAsync(30_000);
      await done;
      const gaps = sentAt.slice(1).map((at, i) => at - (sentAt[i] ?? 0));
      expect(gaps).toHaveLength(3);
      expect(Math.min(...gaps)).toBeGreaterThanOrEqual(1_000);
    },
  );
});
