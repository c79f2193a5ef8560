import { afterEach, describe, expect, it, vi } from 'vitest';
import { ConcurrencyLimiter, type PermitRequest } from './concurrency-limiter.ts';

const never = new AbortController().signal;
const visitor = (changes: Partial<PermitRequest> = {}): PermitRequest => ({
  host: 'a',
  isUrgent: false,
  failing: null,
  staggerMs: 0,
  ...changes,
});
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Starts tasks that end when they are told to. */
function tasks(gate: ConcurrencyLimiter) {
  const running: string[] = [];
  const finish = new Map<string, () => void>();
  const start = (name: string, changes: Partial<PermitRequest>, signal = never): Promise<void> =>
    gate.run(visitor(changes), signal, async () => {
      running.push(name);
      await new Promise<void>((resolve) => finish.set(name, resolve));
    });
  return { running, start, end: (name: string) => finish.get(name)?.() };
}

describe('the gate', () => {
  it('lets at most two checks of a host in, and others past them', async () => {
    const { running, start, end } = tasks(new ConcurrencyLimiter(10));
    for (const name of ['a1', 'a2', 'a3']) void start(name, { host: 'a' });
    void start('b1', { host: 'b' });
    await settle();
    expect(running).toEqual(['a1', 'a2', 'b1']);
    end('a1');
    await settle();
    expect(running).toEqual(['a1', 'a2', 'b1', 'a3']);
  });

  it('keeps to the limit in all and lets urgent checks go first', async () => {
    const { running, start, end } = tasks(new ConcurrencyLimiter(2));
    void start('1', { host: '1' });
    void start('2', { host: '2' });
    void start('3', { host: '3' });
    void start('urgent', { host: '4', isUrgent: true });
    await settle();
    expect(running).toEqual(['1', '2']);
    end('1');
    await settle();
    expect(running).toEqual(['1', '2', 'urgent']);
  });

  it('gives half of the places to targets that fail alike, and a quarter to healthy ones only', async () => {
    const { running, start, end } = tasks(new ConcurrencyLimiter(8));
    for (const host of ['t1', 't2', 't3', 't4', 't5', 't6'])
      void start(host, { host, failing: 'refused' });
    for (const host of ['d1', 'd2', 'd3']) void start(host, { host, failing: 'dns' });
    for (const host of ['g1', 'g2']) void start(host, { host });
    await settle();
    expect(running.sort()).toEqual(['d1', 'd2', 'g1', 'g2', 't1', 't2', 't3', 't4']);
    end('t1');
    await settle();
    expect(running).toContain('d3');
    expect(running).not.toContain('t5');
    void start('g3', { host: 'g3' });
    end('d1');
    await settle();
    expect(running).toContain('g3');
    expect(running).not.toContain('t5');
  });

  it('holds checks of a host back that would come as a burst', async () => {
    const { running, start, end } = tasks(new ConcurrencyLimiter(10));
    void start('a1', { host: 'a', staggerMs: 60_000 });
    void start('a2', { host: 'a', staggerMs: 20 });
    void start('b1', { host: 'b', staggerMs: 60_000 });
    await settle();
    expect(running).toEqual(['a1', 'b1']);
    await expect.poll(() => running).toEqual(['a1', 'b1', 'a2']);
    const abort = new AbortController();
    const waiting = start('a3', { host: 'a', staggerMs: 60_000 }, abort.signal);
    abort.abort(new Error('stopped'));
    await expect(waiting).rejects.toThrow('stopped');
    end('a1');
  });

  describe('with checks that take long', () => {
    afterEach(() => {
      vi.useRealTimers();
    });
    const names = (letter: string, count: number): string[] =>
      Array.from({ length: count }, (_, i) => `${letter}${i}`);

    /** Starts tasks that each last for some milliseconds; the most that ran at once. */
    function lasting(gate: ConcurrencyLimiter, ms: number) {
      let running = 0;
      const seen = { most: 0, begun: 0 };
      const start = (changes: Partial<PermitRequest>): Promise<void> =>
        gate.run(visitor(changes), never, async () => {
          seen.begun += 1;
          seen.most = Math.max(seen.most, ++running);
          await new Promise((resolve) => setTimeout(resolve, ms));
          running--;
        });
      return { seen, start };
    }

    it('gives their places to others, up to fifteen times as many, and counts them again after', async () => {
      vi.useFakeTimers();
      const { running, start, end } = tasks(new ConcurrencyLimiter(2));
      for (const host of names('long', 34)) void start(host, { host });
      for (let second = 0; second < 20; second++) await vi.advanceTimersByTimeAsync(1_000);
      // Thirty apart, and two that found no place there and stay where they are.
      expect(running).toEqual(names('long', 32));
      end('long0');
      await vi.advanceTimersByTimeAsync(1_000);
      expect(running).toEqual(names('long', 33));
    });

    it('starts those that are known to hang beside all others, up to their share', async () => {
      vi.useFakeTimers();
      const { running, start } = tasks(new ConcurrencyLimiter(4));
      for (const host of names('h', 60)) void start(host, { host, failing: 'timeout' });
      await vi.advanceTimersByTimeAsync(0);
      // 45 at places for long ones, and half of the common ones.
      expect(running).toHaveLength(47);
      for (const host of names('g', 2)) void start(host, { host });
      await vi.advanceTimersByTimeAsync(0);
      expect(running).toContain('g1');
    });

    it('has a turn for each of 300 targets of a silent host, twice within a minute', async () => {
      vi.useFakeTimers();
      const { seen, start } = lasting(new ConcurrencyLimiter(200), 10_000);
      for (let second = 0; second < 60; second++) {
        for (let i = 0; i < 10; i++) void start({ host: 'a' });
        await vi.advanceTimersByTimeAsync(1_000);
      }
      await vi.advanceTimersByTimeAsync(5_000);
      expect(seen.begun).toBe(600);
    });

    it('never has more than two at once of a host that answers, however many wait', async () => {
      vi.useFakeTimers();
      const { seen, start } = lasting(new ConcurrencyLimiter(200), 900);
      for (let i = 0; i < 300; i++) void start({ host: 'a' });
      await vi.advanceTimersByTimeAsync(200_000);
      expect(seen).toEqual({ most: 2, begun: 300 });
    });

    it('keeps places free that one silent host cannot take', async () => {
      vi.useFakeTimers();
      const { seen, start } = lasting(new ConcurrencyLimiter(8), 600_000);
      for (let i = 0; i < 200; i++) void start({ host: 'a' });
      await vi.advanceTimersByTimeAsync(120_000);
      // A quarter of 120, and those at the places of the host itself.
      expect(seen.begun).toBe(30 + 2 + Math.floor(30 / 4));
    });

    it('tells how long checks wait, also while they do', async () => {
      vi.useFakeTimers();
      const gate = new ConcurrencyLimiter(200);
      const { start } = lasting(gate, 900);
      for (let i = 0; i < 6; i++) void start({ host: 'a' });
      await vi.advanceTimersByTimeAsync(500);
      expect(gate.takeWaits()).toEqual({ waiting: 4, longestMs: 500 });
      await vi.advanceTimersByTimeAsync(4_000);
      expect(gate.takeWaits()).toEqual({ waiting: 0, longestMs: 1_800 });
      expect(gate.takeWaits()).toEqual({ waiting: 0, longestMs: 0 });
    });
  });

  it('gives places back when a task throws or a wait is given up', async () => {
    const gate = new ConcurrencyLimiter(1);
    const failed = gate.run(visitor(), never, async () => {
      throw new Error('no');
    });
    await expect(failed).rejects.toThrow('no');
    const { running, start, end } = tasks(gate);
    void start('1', { host: '1' });
    const abort = new AbortController();
    const waiting = start('2', { host: '2' }, abort.signal);
    abort.abort(new Error('stopped'));
    await expect(waiting).rejects.toThrow('stopped');
    void start('3', { host: '3' });
    end('1');
    await settle();
    expect(running).toEqual(['1', '3']);
  });
});
