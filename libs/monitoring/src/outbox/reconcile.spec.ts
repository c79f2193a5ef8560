import { type OutboxEntry, Setbacks, type TargetRecord } from '@app/domain';
import { describe, expect, it } from 'vitest';
import { targetRecord } from '@app/domain/testing';
import { systemContext } from '../context.ts';
import { reconcile, reconcileAll, type ReconcilePorts } from './reconcile.ts';

const T0 = Date.parse('2026-01-01T12:00:00Z');
const quiet = (): void => undefined;
const log = { debug: quiet, info: quiet, warn: quiet, error: quiet };

const watchIntent = (domain: string): OutboxEntry => ({
  id: `of ${domain}`,
  type: 'watch-domain',
  domain,
});
const ended = (id: string): OutboxEntry => ({
  id: `end ${id}`,
  type: 'end',
  alertIds: [id],
  resolution: 'recovered',
  at: new Date(T0),
});

/** A store of targets that carry intents; those about an alert that begins with `bad` cannot be carried out, nor those about a domain. */
function stage(targets: TargetRecord[], { limit = 200 } = {}) {
  let now = T0;
  const done: string[] = [];
  const tried: string[] = [];
  const looks: Date[] = [];
  const isGone = (id: string): boolean => done.includes(id);
  const none = async () => [];
  const left = (): TargetRecord[] =>
    targets.filter(({ intents }) => intents.some(({ id }) => !isGone(id)));
  const ports = {
    now: () => new Date(now),
    log,
    changes: { publish: async () => undefined },
    queue: { enqueueLanes: async () => undefined, enqueueChecks: async () => undefined },
    targets: {
      changedSince: none,
      getMany: none,
      withIntents: async (before: Date, _limit: number, except: readonly string[] = []) => {
        looks.push(before);
        return left()
          .filter(({ id }) => !except.includes(id))
          .slice(0, limit);
      },
      dropIntent: async (_id: string, intentId: string) => void done.push(intentId),
      overdueUrgent: none,
      stale: none,
    },
    registrations: {
      changedSince: none,
      getMany: none,
      withIntents: none,
      get: async () => Promise.reject(new Error('Boom')),
    },
    inbox: { repairFutureTimes: async () => 0 },
    alerts: {
      repairFutureTimes: async () => 0,
      withAnnouncements: none,
      end: async (id: string) => {
        tried.push(id);
        if (id.startsWith('bad')) throw new Error('Boom');
        return null;
      },
      get: async (id: string) => ({ id, endedAt: null, announcements: [] }),
      due: none,
    },
    deliveries: { lanesDue: none, fallbackDue: none, repairFutureTimes: async () => 0 },
    lanes: { list: none },
    channels: { list: none },
  } as unknown as ReconcilePorts;
  return { ports, done, tried, looks, pass: (seconds: number) => (now += seconds * 1_000) };
}

const target = (id: string, ...intents: OutboxEntry[]): TargetRecord =>
  targetRecord({ id, intents });

describe('work that cannot be done', () => {
  it('keeps no other work waiting', async () => {
    const { ports, done } = stage([target('a', ended('bad')), target('b', ended('good'))]);
    expect(await reconcile(systemContext(ports))).toMatchObject({ intents: 1 });
    expect(done).toEqual(['end good']);
  });

  it('does not fill the places of other work, is tried later, and is shown', async () => {
    const bad = Array.from({ length: 5 }, (_, i) => target(`a${i}`, ended(`bad${i}`)));
    const { ports, done, tried, pass } = stage([...bad, target('z', ended('z'))], {
      limit: 2,
    });
    const setbacks = new Setbacks();
    for (let i = 0; i < 3; i++) await reconcile(systemContext(ports), { setbacks });
    expect(done).toEqual(['end z']);
    expect(tried).toHaveLength(6);
    expect(setbacks.stuck).toBeNull();
    for (let i = 0; i < 6; i++) {
      pass(30);
      await reconcile(systemContext(ports), { setbacks });
    }
    expect(setbacks.stuck).toMatchObject({ example: expect.stringContaining('Boom') });
  });

  it('does not keep people from hearing of something else of the same target', async () => {
    const { ports, done } = stage([target('a', watchIntent('bad.example'), ended('x'))]);
    await reconcile(systemContext(ports));
    expect(done).toEqual(['end x']);
  });

  it('keeps other kinds of work from nothing, even when it cannot be found', async () => {
    const { ports, done } = stage([target('a', ended('good'))]);
    const broken = async () => Promise.reject(new Error('a document that cannot be read'));
    const registrations = { ...ports.registrations, changedSince: broken };
    await expect(reconcile(systemContext({ ...ports, registrations }))).rejects.toThrow(/taken up/);
    expect(done).toEqual(['end good']);
  });
});

describe('a great deal of work', () => {
  const many = (count: number) =>
    Array.from({ length: count }, (_, i) => target(`t${i}`, ended(`good${i}`)));

  it('is taken up at once, pass after pass', async () => {
    const { ports, done } = stage(many(450));
    let passes = 0;
    await reconcileAll(systemContext(ports), {}, () => passes++);
    expect(done).toHaveLength(450);
    expect(passes).toBe(3);
  });

  it('is left where it cannot be done, and when the process stops', async () => {
    const bad = Array.from({ length: 450 }, (_, i) => target(`t${i}`, ended(`bad${i}`)));
    let passes = 0;
    await reconcileAll(systemContext(stage(bad).ports), {}, () => passes++);
    expect(passes).toBe(1);

    const stopping = new AbortController();
    const { ports, done } = stage(many(450));
    const context = systemContext(ports, { signal: stopping.signal });
    await reconcileAll(context, {}, () => stopping.abort());
    expect(done).toHaveLength(200);
  });

  it('is left to whoever is about to do it', async () => {
    const { ports, looks } = stage([]);
    await reconcile(systemContext(ports));
    await reconcile(systemContext(ports), { outboxesSince: () => new Date(T0 - 60_000) });
    expect(looks).toEqual([new Date(T0 - 5_000), new Date(T0 - 65_000)]);
  });
});

it('gets work done while processes die again and again after a few steps', async () => {
  const ids = Array.from({ length: 60 }, (_, i) => `${i}`);
  const { ports, done } = stage(ids.map((id) => target(id, ended(id))));
  const { get, end } = ports.alerts;
  const { dropIntent } = ports.targets;
  let isDead = (): void => undefined;
  let steps = 0;
  const mortal =
    <A extends unknown[], T>(step: (...args: A) => Promise<T>) =>
    async (...args: A): Promise<T> => {
      // Nobody who is dead goes on.
      if (steps++ >= 20) {
        isDead();
        return await new Promise<never>(() => undefined);
      }
      return await step(...args);
    };
  Object.assign(ports.alerts, { get: mortal(get), end: mortal(end) });
  Object.assign(ports.targets, { dropIntent: mortal(dropIntent) });
  for (let lives = 0; lives < 60 && done.length < ids.length; lives++) {
    steps = 0;
    const death = new Promise<void>((resolve) => (isDead = resolve));
    await Promise.race([death, reconcile(systemContext(ports))]);
  }
  expect(done).toHaveLength(ids.length);
});
