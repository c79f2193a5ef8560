import { DEFAULT_SETTINGS, type OutboxEntry, type TargetRecord } from '@app/domain';
import { hourFromChecks } from '@app/domain/history';
import type { StatsDaily } from '@app/domain/stats';
import { targetRecord } from '@app/domain/testing';
import { describe, expect, it } from 'vitest';
import { systemContext } from '../context.ts';
import type { Keeping } from '../ports/cache.ts';
import { keptDaily, keptSummary } from './kept-stats.ts';

const NOW = new Date('2026-03-30T09:30:00Z');
const HOUR_MS = 3_600_000;

/** A target whose outages and settings can be changed, and how often its checks were read. */
function scene(over: Partial<TargetRecord> = {}) {
  const createdAt = new Date(NOW.getTime() - 40 * 24 * HOUR_MS);
  const state = { ...targetRecord().state, status: 'up' as const, statusSince: createdAt };
  const known = {
    now: NOW,
    target: targetRecord({ createdAt, state, ...over }) as TargetRecord | null,
    settings: DEFAULT_SETTINGS,
    readings: 0,
  };
  const kept = new Map<string, object>();
  const keepings: Keeping<object>[] = [];
  const ports = {
    targets: { get: () => Promise.resolve(known.target) },
    results: {
      async *hours() {
        known.readings++;
        yield hourFromChecks([]);
      },
    },
    daily: { range: async () => [] },
    alerts: { outages: async () => [] },
    settings: { get: () => Promise.resolve(known.settings) },
    cache: {
      remember: async <T extends object>(
        key: string,
        keeping: Keeping<T>,
        make: () => Promise<T>,
      ): Promise<T> => {
        keepings.push(keeping);
        const found = kept.get(key) as T | undefined;
        const answer = found ?? (await make());
        kept.set(key, answer);
        return answer;
      },
    },
    now: () => known.now,
  };
  const context = systemContext(ports as never);
  const targetId = known.target?.id ?? '';
  return {
    known,
    keepings,
    summary: () => keptSummary(context, { targetId }),
    daily: (days = 7) => keptDaily(context, { targetId, days }),
  };
}

describe('kept numbers', () => {
  it('are counted once for all who ask between two results', async () => {
    const { known, summary, daily } = scene();
    const [one, two] = [await summary(), await summary()];
    expect(two).toEqual(one);
    const once = known.readings;
    await summary();
    expect(known.readings).toBe(once);
    await daily();
    const withDays = known.readings;
    expect(withDays).toBeGreaterThan(once);
    await daily();
    expect(known.readings).toBe(withDays);
    await daily(8);
    expect(known.readings).toBeGreaterThan(withDays);
  });

  it.each([
    ['a result or a change', (known) => (known.target = { ...known.target!, version: 2 })],
    [
      'another time zone',
      (known) => (known.settings = { ...known.settings, timeZone: 'Asia/Tokyo' }),
    ],
    [
      'another time that checks are kept for',
      (known) =>
        (known.settings = {
          ...known.settings,
          retention: { ...known.settings.retention, checkDays: 8 },
        }),
    ],
    ['the next day', (known) => (known.now = new Date('2026-03-31T00:00:00Z'))],
  ] as [string, (known: ReturnType<typeof scene>['known']) => void][])(
    'are counted anew after %s',
    async (_, change) => {
      for (const what of ['summary', 'daily'] as const) {
        const { known, ...read } = scene();
        await read[what]();
        const before = known.readings;
        change(known);
        await read[what]();
        expect(known.readings).toBeGreaterThan(before);
      }
    },
  );

  it('are counted anew while an outage may be about to begin or to end', async () => {
    const intents = [{ id: 'i1', type: 'open' }] as unknown as OutboxEntry[];
    const { known, keepings, summary } = scene({ intents });
    await summary();
    const before = known.readings;
    await summary();
    expect(known.readings).toBeGreaterThan(before);
    expect(keepings).toEqual([]);
  });

  it('are never those of a target that is gone', async () => {
    const { known, summary, daily } = scene();
    await summary();
    known.target = null;
    await expect(summary()).rejects.toThrow(/no target/i);
    await expect(daily()).rejects.toThrow(/no target/i);
  });

  it('are read again from another process only as what they are', async () => {
    const { keepings, summary, daily } = scene();
    const answers: object[] = [await summary(), await daily()];
    for (const [index, answer] of answers.entries()) {
      const { read, seconds } = keepings[index]!;
      expect(seconds).toBeLessThanOrEqual(60);
      expect(read(answer)).toEqual(answer);
      expect(read({ ...answer, timeZone: 7 })).toBeNull();
      expect(read(null)).toBeNull();
    }
    const days = answers[1] as StatsDaily;
    expect(keepings[1]!.read({ ...days, items: [{ day: '2026-03-30' }] })).toBeNull();
  });
});
