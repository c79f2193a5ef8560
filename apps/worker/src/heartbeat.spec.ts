import { type Offline, PARTITIONS, type WorkerHeartbeat } from '@app/domain';
import type { WorkerStore } from '@app/monitoring';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Heartbeat } from './heartbeat.ts';
import { BEAT_MS } from './partitions/fair-share.ts';

beforeEach(() => vi.useFakeTimers({ now: new Date('2026-01-01T12:00:00Z') }));
afterEach(() => vi.useRealTimers());

function start(others: WorkerHeartbeat[] = []) {
  const beats = new Map(others.map((beat) => [beat.id, beat]));
  const workers: WorkerStore = {
    heartbeat: async (beat) => void beats.set(beat.id, beat),
    deregister: async (id) => void beats.delete(id),
    list: async () => [...beats.values()],
  };
  const logged: string[] = [];
  const keep = (_fields: object, message: string): void => void logged.push(message);
  let finished = 0;
  let waitMs = 7.4;
  let offline: Offline[] = [];
  const heartbeat = new Heartbeat({
    id: 'a',
    region: 'fra',
    workers,
    log: { debug: keep, info: keep, warn: keep, error: keep },
    now: () => new Date(),
    takeLoopDelayMs: () => 12.4,
    takeWaits: () => ({ waiting: 3, longestMs: waitMs }),
    finishedChecks: () => finished,
    offline: () => offline,
    stuck: () => null,
    locked: () => null,
    ownFigures: async () => ({}),
    reconciledAt: () => null,
  });
  return {
    ...{ heartbeat, beats, logged },
    finish: (count: number) => (finished += count),
    wait: (ms: number) => (waitMs = ms),
    lose: (ways: Offline[]) => (offline = ways),
  };
}

describe('a heartbeat', () => {
  it('tells what keeps the worker from seeing, as long as it does', async () => {
    const { beats, lose } = start();
    const away: Offline = { since: new Date(), cause: 'gateway', family: null, gateway: null };
    lose([away]);
    await vi.advanceTimersByTimeAsync(BEAT_MS);
    expect(beats.get('a')?.offline).toEqual([away]);
    lose([]);
    await vi.advanceTimersByTimeAsync(BEAT_MS);
    expect(beats.get('a')).not.toHaveProperty('offline');
  });

  it('tells every five seconds how the worker does', async () => {
    const { heartbeat, beats, finish } = start();
    await vi.advanceTimersByTimeAsync(0);
    finish(25);
    await vi.advanceTimersByTimeAsync(BEAT_MS);
    expect(beats.get('a')).toEqual({
      id: 'a',
      startedAt: new Date('2026-01-01T12:00:00Z'),
      at: new Date('2026-01-01T12:00:05Z'),
      loopDelayMs: 12,
      checksPerMinute: 300,
      waitingChecks: 3,
      longestWaitMs: 7,
      reconciledAt: new Date('2026-01-01T12:00:00Z'),
      opensSecrets: true,
      region: 'fra',
    });
    await heartbeat.stop();
  });

  it('tells the pace of a minute, also between two checks', async () => {
    const { heartbeat, beats, finish } = start();
    await vi.advanceTimersByTimeAsync(0);
    const paces: unknown[] = [];
    for (const count of [3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3, 0]) {
      finish(count);
      await vi.advanceTimersByTimeAsync(BEAT_MS);
      paces.push(beats.get('a')?.checksPerMinute);
    }
    expect(paces).toEqual([36, 18, 12, 9, 7.2, 6, 36 / 7, 4.5, 4, 3.6, 36 / 11, 6, 3]);
    await heartbeat.stop();
  });

  it('logs when checks begin to wait for long, and when that is over', async () => {
    const { heartbeat, logged, wait } = start();
    for (const ms of [10_000, 10_001, 30_000, 5]) {
      wait(ms);
      await vi.advanceTimersByTimeAsync(BEAT_MS);
    }
    expect(logged).toEqual([
      'checks wait long for a place: many targets hang at once',
      'checks find their places again',
    ]);
    await heartbeat.stop();
  });

  it('shares with those that it hears of, and leaves nothing behind at farewell', async () => {
    const now = new Date();
    const other = { id: 'b', startedAt: now, at: now, loopDelayMs: 0, checksPerMinute: 0 };
    const { heartbeat, beats } = start([other]);
    await vi.advanceTimersByTimeAsync(0);
    expect(heartbeat.share).toBe(PARTITIONS / 2);
    await heartbeat.stop();
    expect([...beats.keys()]).toEqual(['b']);
  });
});
