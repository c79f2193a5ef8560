import type { Lease } from '@app/domain';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { LeasedPoller, type Held } from './leased-poller.ts';

/** Items in memory, claimed and released as a store does it, done when the test says so. */
function stage(items: readonly string[], { concurrency = 2, tickMs = 5 } = {}) {
  const log = { debug: vi.fn(), info: vi.fn(), warn: vi.fn(), error: vi.fn() };
  const due = [...items];
  const leases: Lease[] = [];
  const released: Held<string>[] = [];
  const running = new Map<string, PromiseWithResolvers<undefined>>();
  const claim = vi.fn(async ({ limit, lease }: { limit: number; lease: Lease }) => {
    leases.push(lease);
    return due.splice(0, limit);
  });
  const release = vi.fn(async (held: readonly Held<string>[]) => void released.push(...held));
  let ids = 0;
  const work = new LeasedPoller<string>({
    name: 'items',
    log,
    now: () => new Date(0),
    newId: () => `token-${++ids}`,
    tickMs,
    concurrency,
    leaseMs: 1_000,
    claim,
    run: (item, signal) => {
      const done = Promise.withResolvers<undefined>();
      running.set(item, done);
      signal.addEventListener('abort', () => done.reject(signal.reason));
      return done.promise.finally(() => running.delete(item));
    },
    describe: (item) => ({ item }),
    release,
  });
  onTestFinished(() => work.stop(0));
  const names = (): string[] => [...running.keys()];
  return { work, due, leases, released, running, names, claim, release, log };
}

describe('the poller of leased items', () => {
  it('is done a few items at a time, until nothing is due', async () => {
    const { running, names, leases } = stage(['a', 'b', 'c', 'd'], { tickMs: 60_000 });
    await expect.poll(names).toEqual(['a', 'b']);
    running.get('b')?.resolve(undefined);
    await expect.poll(names).toEqual(['a', 'c']);
    running.get('a')?.resolve(undefined);
    running.get('c')?.resolve(undefined);
    await expect.poll(names).toEqual(['d']);
    expect(leases[0]).toEqual({ token: 'token-1', until: new Date(1_000) });
    running.get('d')?.resolve(undefined);
  });

  it('goes on after a item that failed, and names it in the log', async () => {
    const { running, names, log } = stage(['a', 'b'], { concurrency: 1 });
    await expect.poll(names).toEqual(['a']);
    const fault = new Error('away');
    running.get('a')?.reject(fault);
    await expect.poll(names).toEqual(['b']);
    expect(log.error).toHaveBeenCalledExactlyOnceWith(
      { item: 'a', err: fault },
      'one of the items was not recorded',
    );
  });

  it('ends with a grace, and gives the leases back of what was not done', async () => {
    const { work, due, running, names, released, log } = stage(['a', 'b']);
    await expect.poll(names).toEqual(['a', 'b']);
    due.push('late');
    const stopped = work.stop(50);
    running.get('a')?.resolve(undefined);
    await stopped;
    expect(names()).toEqual([]);
    expect(due).toEqual(['late']);
    expect(released).toEqual([
      { item: 'a', token: 'token-1' },
      { item: 'b', token: 'token-1' },
    ]);
    expect(log.error).not.toHaveBeenCalled();
  });

  it('does not begin what was claimed while it was stopped', async () => {
    const { work, due, claim, names, released } = stage([]);
    const claimed = Promise.withResolvers<string[]>();
    claim.mockReturnValueOnce(claimed.promise);
    const calls = claim.mock.calls.length;
    await expect.poll(() => claim.mock.calls.length).toBeGreaterThan(calls);
    const token = claim.mock.calls.at(-1)?.[0].lease.token;
    const stopped = work.stop(50);
    claimed.resolve(['a']);
    await stopped;
    expect(names()).toEqual([]);
    expect(released).toEqual([{ item: 'a', token }]);
    expect(due).toEqual([]);
  });

  it('says that leases run out when they cannot be given back', async () => {
    const { work, release, names, log } = stage(['a']);
    await expect.poll(names).toEqual(['a']);
    release.mockRejectedValueOnce(new Error('away'));
    await work.stop(0);
    expect(log.warn).toHaveBeenCalledExactlyOnceWith(
      { err: expect.any(Error) },
      'leases of items were left to run out',
    );
  });
});
