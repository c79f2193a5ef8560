import { setImmediate as turnOfEventLoop } from 'node:timers/promises';
import type { ChannelRecord, DeliveryRecord, SendOutcome, TargetOnDomain } from '@app/domain';
import { NEW_LANE } from '@app/domain/lanes';
import { alertRecord, deliveryRecord } from '@app/domain/testing';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { systemContext } from '../context.ts';
import { LaneDesk } from '../testing/lane-desk.ts';
import { handToFallback } from './hand-to-fallback.ts';
import { LaneRuns } from './lane-runs.ts';
import { sleep } from '../timers.ts';

const MINUTE_MS = 60_000;
const ago = (minutes: number): Date => new Date(Date.now() - minutes * MINUTE_MS);
const signal = new AbortController().signal;

const channel = (
  id: string,
  fields: Partial<Pick<ChannelRecord, 'enabled' | 'fallbackChannelId'>> = {},
): ChannelRecord => ({
  ...{ id, name: id, kind: 'webhook', enabled: true, fallbackChannelId: null },
  config: { url: 'http://receiver.test' },
  createdAt: ago(600),
  ...fields,
});

const over = { state: 'resolved', resolution: 'recovered' } as const;

let desk: LaneDesk;

/** An alert with its deliveries to the chat. */
function happen(id: string, events: readonly DeliveryRecord['event'][] = ['opened']): void {
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

const end = (id: string): void => {
  const alert = desk.alerts.get(id)!;
  desk.alerts.set(id, { ...alert, ...over, resolvedAt: ago(1), endedAt: ago(1) });
};
const run = (lane = 'chat'): Promise<void> =>
  new LaneRuns(systemContext(desk.ports)).run(lane, signal);
const stateOf = (id: string): string | undefined => desk.deliveries.get(id)?.state;

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
    happen('broken');
    happen('whole');
    breakAlert('broken');
    await run();
    expect(desk.sent.map(({ alert }) => alert?.id)).toEqual(['whole']);
    expect(desk.deliveries.get('broken-opened')).toMatchObject({
      state: 'pending',
      attempts: [{ outcome: 'retry' }],
    });
    expect(desk.lanes.get('chat')?.plans).toEqual([]);
  });

  it('is a dead letter in the app, where the others are shown', async () => {
    for (const id of ['broken', 'whole']) {
      happen(id);
      const delivery = desk.deliveries.get(`${id}-opened`)!;
      desk.deliveries.set(delivery.id, { ...delivery, channelId: null });
    }
    breakAlert('broken');
    await run('in-app');
    expect(desk.inbox.map(({ alertId }) => alertId)).toEqual(['whole']);
    expect(stateOf('broken-opened')).toBe('dead');
  });
});

describe('a message that a runner which died may have sent', () => {
  it('is repeated as it was, also after it was refused', async () => {
    let now = Date.now();
    desk = new LaneDesk(() => new Date(now));
    desk.channels = [channel('chat')];
    happen('first');
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
    desk.answer = () => ({ outcome: 'retry', detail: '429', retryAfterMs: 1_000 });
    await run();
    for (let i = 0; i < 30; i++) happen(`a${i}`);
    desk.answer = () => ({ outcome: 'sent', detail: '' });
    now += 2 * MINUTE_MS;
    await run();
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
      detail: '',
      retryAfterMs: null,
      isUnanswered: true,
    } as const;
    desk.answer = ({ alert }) =>
      alert?.id === 'poison' ? silent : { outcome: 'sent', detail: '' };
    happen('poison');
    await run();
    happen('other');
    for (let tries = 0; tries < 4; tries++) {
      now += 2 * MINUTE_MS;
      await run();
    }
    expect(stateOf('other-opened')).toBe('sent');
    // It is tried again when nothing else waits, under the same key.
    expect(stateOf('poison-opened')).toBe('pending');
    const keys = desk.sent.filter(({ alert }) => alert?.id === 'poison');
    expect(new Set(keys.map(({ idempotencyKey }) => idempotencyKey)).size).toBe(1);
    expect(keys.length).toBeGreaterThan(2);
  });
});

describe('a runner that is stopped in the middle of a message', () => {
  it('leaves it to the next one, who repeats it at once as it was', async () => {
    happen('cut');
    const stop = new AbortController();
    desk.answer = () =>
      new Promise((_, reject) => {
        stop.signal.addEventListener('abort', () => {
          reject(new Error('stopped'));
        });
      });
    const done = new LaneRuns(systemContext(desk.ports)).run('chat', stop.signal);
    await expect.poll(() => desk.sent.length).toBe(1);
    happen('cut', ['resolved']);
    end('cut');
    stop.abort();
    await done;
    desk.answer = () => ({ outcome: 'sent', detail: '' });
    await run();
    expect(desk.sent.map(({ event }) => event)).toEqual(['opened', 'opened', 'resolved']);
    expect(desk.sent[1]?.idempotencyKey).toBe(desk.sent[0]?.idempotencyKey);
    expect(desk.sent[2]).not.toHaveProperty('isWhole');
  });
});

describe('a store that fails for a moment', () => {
  it.each(['chat', 'in-app'])('keeps the lane %s from nobody who tries again', async (lane) => {
    happen('a');
    const delivery = desk.deliveries.get('a-opened')!;
    if (lane === 'in-app') desk.deliveries.set(delivery.id, { ...delivery, channelId: null });
    const { dueOnLane } = desk.ports.deliveries;
    desk.ports.deliveries.dueOnLane = () => Promise.reject(new Error('away'));
    await expect(run(lane)).rejects.toThrow('away');
    desk.ports.deliveries.dueOnLane = dueOnLane;
    await run(lane);
    expect(stateOf('a-opened')).toBe('sent');
  });

  it('loses no message whose answer from the store was lost', async () => {
    happen('a');
    const { hold } = desk.ports.deliveries;
    desk.ports.deliveries.hold = async (...args) => {
      await hold(...args);
      throw new Error('away');
    };
    await expect(run()).rejects.toThrow('away');
    desk.ports.deliveries.hold = hold;
    await run();
    expect(stateOf('a-opened')).toBe('sent');
  });
});

describe('an alert of a domain', () => {
  it('names a target that is watched, where the one that it opened with is not any more', async () => {
    happen('domain');
    const about = { kind: 'domain', domain: 'shop.test', targetId: 'paused' } as const;
    desk.alerts.set('domain', { ...desk.alerts.get('domain')!, ...about });
    const on = { id: 'watched' } as TargetOnDomain;
    desk.ports.targets = {
      ...desk.ports.targets,
      onDomains: () => Promise.resolve(new Map([['shop.test', [on]]])),
    };
    await run();
    expect(desk.sent[0]?.alert?.targetId).toBe('watched');
  });
});

describe('a channel that a person has mended', () => {
  it('is tried at once, also where a message that failed was under way', async () => {
    happen('first');
    let fail = (): void => undefined;
    const refused = { outcome: 'retry', detail: '429', retryAfterMs: 600_000 } as const;
    desk.answer = () => new Promise((resolve) => (fail = () => resolve(refused)));
    const done = run();
    await expect.poll(() => desk.sent.length).toBe(1);
    await desk.ports.lanes.resume('chat');
    desk.answer = () => ({ outcome: 'sent', detail: '' });
    fail();
    await done;
    expect(stateOf('first-opened')).toBe('sent');
  });
});

describe('a channel that is turned off', () => {
  it('has what is under way written down as what became of it', async () => {
    happen('first');
    const runs = new LaneRuns(systemContext(desk.ports));
    let taken = (): void => undefined;
    desk.answer = () =>
      new Promise((resolve) => (taken = () => resolve({ outcome: 'sent', detail: '' })));
    const done = runs.run('chat', signal);
    await expect.poll(() => desk.sent.length).toBe(1);
    desk.channels = [channel('chat', { enabled: false })];
    happen('second');
    await runs.run('chat', signal);
    await expect.poll(() => stateOf('second-opened')).toBe('dropped');
    taken();
    await done;
    expect(stateOf('first-opened')).toBe('sent');
    expect(desk.lanes.get('chat')?.plans).toEqual([]);
  });
});

describe('an alert that is over before it is told', () => {
  it('is told as beginning and end, also before its end is planned', async () => {
    happen('short');
    end('short');
    await run();
    expect(desk.sent).toMatchObject([{ event: 'resolved', isWhole: true }]);
  });

  it('is both in a digest, too', async () => {
    for (let i = 0; i < 30; i++) {
      happen(`a${i}`, ['opened', 'resolved']);
      end(`a${i}`);
    }
    await run();
    expect(desk.sent).toMatchObject([{ event: 'digest' }]);
    expect(desk.sent[0]?.items).toHaveLength(30);
    for (const item of desk.sent[0]?.items ?? []) {
      expect(item).toMatchObject({ event: 'resolved', isWhole: true });
    }
  });

  it('is told once in a digest, also where its end is planned after that', async () => {
    const ids = Array.from({ length: 30 }, (_, i) => `a${i}`);
    for (const id of ids) {
      happen(id);
      end(id);
    }
    await run();
    for (const id of ids) happen(id, ['resolved']);
    for (const id of ids) end(id);
    await run();
    expect(desk.sent).toMatchObject([{ event: 'digest' }]);
    expect(stateOf('a0-resolved')).toBe('dropped');
  });

  it('is whole in a digest for whoever stands in for another channel', async () => {
    for (let i = 0; i < 30; i++) {
      happen(`a${i}`, ['resolved']);
      end(`a${i}`);
      const ended = desk.deliveries.get(`a${i}-resolved`)!;
      desk.deliveries.set(ended.id, { ...ended, fallbackOf: 'mail' });
    }
    await run();
    expect(desk.sent[0]?.items).toHaveLength(30);
    for (const item of desk.sent[0]?.items ?? []) expect(item).toHaveProperty('isWhole', true);
  });

  it('does not stand still where its beginning was refused after hundreds of ends came', async () => {
    for (let i = 0; i < 500; i++) {
      happen(`a${i}`, ['opened', 'resolved']);
      end(`a${i}`);
      const opened = desk.deliveries.get(`a${i}-opened`)!;
      desk.deliveries.set(opened.id, { ...opened, nextAttemptAt: ago(1) });
    }
    await run();
    expect([...desk.deliveries.values()].filter(({ state }) => state !== 'sent')).toEqual([]);
  });
});

describe('a fallback', () => {
  it('is told of a mere change, which is over when it opens', async () => {
    desk.channels = [channel('chat', { fallbackChannelId: 'mail' }), channel('mail')];
    happen('change');
    end('change');
    desk.alerts.set('change', { ...desk.alerts.get('change')!, kind: 'dns' });
    await handToFallback(desk.ports, 'chat', [...desk.deliveries.values()]);
    expect([...desk.deliveries.values()].map(({ channelId }) => channelId)).toEqual([
      'chat',
      'mail',
    ]);
    await run('mail');
    expect(desk.sent).toMatchObject([{ event: 'opened' }]);
    expect(desk.sent[0]).not.toHaveProperty('isWhole');
  });
});

describe('an answer that comes while the lane looks for more', () => {
  it('has no message sent again', async () => {
    const answer = Promise.withResolvers<SendOutcome>();
    const sent = { outcome: 'sent', detail: '' } as const;
    desk.answer = ({ alert }) => (alert?.id === 'first' ? answer.promise : sent);
    const lanes = new LaneRuns(systemContext(desk.ports));
    happen('first');
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
    happen('second');
    await lanes.run('chat', signal);
    await running;
    expect(desk.sent.map(({ alert }) => alert?.id)).toEqual(['first', 'second']);
    expect(stateOf('first-opened')).toBe('sent');
  });
});

describe('outages of one site that follow one another', () => {
  it('are told one after the other, also where many may be under way', async () => {
    const answers = new Map<string, (outcome: SendOutcome) => void>();
    desk.answer = ({ idempotencyKey }) =>
      new Promise((resolve) => answers.set(idempotencyKey, resolve));
    happen('first', ['opened', 'resolved']);
    end('first');
    happen('second');
    happen('other');
    for (const id of ['first', 'second']) {
      desk.alerts.set(id, { ...desk.alerts.get(id)!, subject: 'shop' });
    }
    desk.alerts.set('other', { ...desk.alerts.get('other')!, subject: 'elsewhere' });
    const done = run();
    await vi.waitFor(() =>
      expect([...answers.keys()]).toEqual(['first:opened:whole', 'other:opened']),
    );
    answers.get('first:opened:whole')?.({ outcome: 'sent', detail: '' });
    await vi.waitFor(() => expect([...answers.keys()]).toContain('second:opened'));
    for (const answer of answers.values()) answer({ outcome: 'sent', detail: '' });
    await done;
    expect(stateOf('second-opened')).toBe('sent');
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
        return { outcome: 'sent', detail: '' };
      };
      for (const id of ['a', 'b', 'c', 'd']) happen(id);
      const done = run();
      await vi.advanceTimersByTimeAsync(30_000);
      await done;
      const gaps = sentAt.slice(1).map((at, i) => at - (sentAt[i] ?? 0));
      expect(gaps).toHaveLength(3);
      expect(Math.min(...gaps)).toBeGreaterThanOrEqual(1_000);
    },
  );
});
