import { initialState, nextSlot, type TargetChange, type TargetRecord } from '@app/domain';
import { describe, expect, it } from 'vitest';
import { targetRecord } from '@app/domain/testing';
import { systemContext } from '../context.ts';
import { recoverFromClockSkew } from './recover-from-clock-skew.ts';

const NOW = new Date('2026-01-01T12:00:00Z');
const after = (seconds: number): Date => new Date(NOW.getTime() + seconds * 1_000);
const HOUR = 3_600;

/** Mends targets in memory; answers what was changed of each. */
async function mend(targets: readonly TargetRecord[], { limit = 100, refuses = false } = {}) {
  const left = new Map(targets.map((target) => [target.id, target]));
  const changes = new Map<string, TargetChange>();
  const store = {
    changedSince: async (since: Date, most: number) =>
      [...left.values()]
        .filter(({ updatedAt }) => updatedAt >= since)
        .map(({ id }) => id)
        .slice(0, most),
    getMany: async (ids: readonly string[]) => ids.flatMap((id) => left.get(id) ?? []),
    carriedChecks: async () => [],
    trimRecent: async () => undefined,
    change: async (id: string, _version: number, change: TargetChange) => {
      if (refuses) return false;
      changes.set(id, change);
      left.delete(id);
      return true;
    },
  };
  const quiet = (): void => undefined;
  const log = { debug: quiet, info: quiet, warn: quiet, error: quiet };
  const count = await recoverFromClockSkew(
    systemContext({
      targets: store as never,
      results: { append: async () => undefined } as never,
      now: () => NOW,
      log,
    }),
    NOW,
    limit,
  );
  return { count, changes };
}

/** A target as a worker left it whose clock was an hour ahead. */
const fromTheFuture = (over: Partial<TargetRecord> = {}): TargetRecord =>
  targetRecord({
    updatedAt: after(HOUR),
    state: {
      ...initialState(after(-HOUR)),
      status: 'up',
      statusSince: after(-HOUR),
      lastSlot: after(HOUR),
      lastConclusiveSlot: after(HOUR),
    },
    schedule: {
      dueAt: after(HOUR + 300),
      urgent: { slot: after(HOUR + 30), origin: 'confirmation' },
      lease: { token: 't', until: after(HOUR + 16) },
      silentAt: after(HOUR + 900),
    },
    ...over,
  });

describe('after the clock was set back', () => {
  it('counts blindness from now on, which began in the future', async () => {
    const blind = { since: after(HOUR), why: 'resolver' } as const;
    const { changes } = await mend([fromTheFuture({ blind })]);
    expect([...changes.values()]).toMatchObject([{ blind: { since: NOW, why: 'resolver' } }]);
    const old = await mend([fromTheFuture()]);
    expect([...old.changes.values()][0]).not.toHaveProperty('blind');
  });

  it('a target is due in its next slot, free, and accepts results from now on', async () => {
    const target = fromTheFuture();
    const { count, changes } = await mend([target]);
    expect(count).toBe(1);
    expect(changes.get(target.id)).toMatchObject({
      schedule: {
        dueAt: nextSlot(target.id, target.intervalSeconds, NOW),
        urgent: { origin: 'confirmation', slot: after(1) },
        lease: null,
        silentAt: after(900),
      },
      state: {
        status: 'up',
        statusSince: after(-HOUR),
        lastSlot: NOW,
        lastConclusiveSlot: NOW,
      },
    });
  });

  it('nothing of its past lies in the future, and no hour stands twice', async () => {
    const hourAt = (seconds: number, good: number) => ({
      hour: after(seconds),
      good,
      failed: 1,
      inconclusive: 0,
      timed: good,
      sumMs: 10 * good,
      maxMs: good,
    });
    const target = fromTheFuture({
      createdAt: after(5),
      lastCheck: { at: after(HOUR), outcome: 'ok', statusCode: 200, latencyMs: 1, failure: null },
      hours: [hourAt(-HOUR, 3), hourAt(0, 1), hourAt(HOUR, 9), hourAt(0, 2)],
      gaps: [
        { from: after(-90), to: after(-60) },
        { from: after(-30), to: after(HOUR) },
        { from: after(60), to: after(HOUR) },
      ],
    });
    const { changes } = await mend([target]);
    expect(changes.get(target.id)).toMatchObject({
      lastCheck: { at: NOW, outcome: 'ok' },
      repair: {
        createdAt: NOW,
        hours: [hourAt(-HOUR, 3), { ...hourAt(0, 3), failed: 2, maxMs: 2 }],
        gaps: [
          { from: after(-90), to: after(-60) },
          { from: after(-30), to: NOW },
        ],
      },
    });
  });

  it('an outage goes on, from now at the latest', async () => {
    const outage = {
      since: after(HOUR),
      alertId: 'a',
      openedAt: after(HOUR),
      persistentStep: -1,
      persistentAlertId: null,
    };
    const { state } = fromTheFuture();
    const target = fromTheFuture({ state: { ...state, status: 'down', outage } });
    const { changes } = await mend([target]);
    expect(changes.get(target.id)?.state).toMatchObject({
      status: 'down',
      outage: { alertId: 'a', since: NOW, openedAt: NOW },
    });
  });

  it('a paused target stays paused', async () => {
    const stopped = { dueAt: null, urgent: null, lease: null, silentAt: null };
    const target = fromTheFuture({ pausedAt: after(HOUR), schedule: stopped });
    const { changes } = await mend([target]);
    expect(changes.get(target.id)?.schedule).toEqual(stopped);
  });

  it('a target of our time is left alone, also one of a clock that is a little ahead', async () => {
    const targets = [-HOUR, 0, 25].map((seconds, i) =>
      targetRecord({ id: `65a1b2c3d4e5f6a70000000${i}`, updatedAt: after(seconds) }),
    );
    expect((await mend(targets)).count).toBe(0);
  });

  it('more targets than one look finds are all mended', async () => {
    const targets = Array.from({ length: 5 }, (_, i) =>
      fromTheFuture({ id: `65a1b2c3d4e5f6a70000000${i}` }),
    );
    expect((await mend(targets, { limit: 2 })).count).toBe(5);
  });

  it('targets that somebody else changes at the same time are left for the next look', async () => {
    expect((await mend([fromTheFuture()], { limit: 1, refuses: true })).count).toBe(0);
  });
});
