import type { RateLimitReport } from '@app/domain/registration';
import { describe, expect, it } from 'vitest';
import { startClock, type TestClock } from '../testing/clock.ts';
import { createRegistryThrottle, type RegistryThrottle, type RateLimitSlot } from './throttle.ts';
import { createMemoryRateLimits, type RateLimitStore } from './rate-limit-store.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const LEASE = 30 * SECOND;
const start = Date.parse('2026-10-01T00:00:00Z');

const answered: RateLimitReport = { service: 'rdap', rateLimited: false, retryAt: null };
const refused: RateLimitReport = { service: 'rdap', rateLimited: true, retryAt: null };
const SERVER = 'rdap.example.net';

async function granted(
  throttle: RegistryThrottle,
  server = SERVER,
): Promise<Extract<RateLimitSlot, { granted: true }>> {
  const turn = await throttle.take(server, {});
  if (!turn.granted) throw new Error('No turn was granted.');
  return turn;
}

/** A store as slow as a database, which lets several writers meet between reading and writing. */
function slowTurns(clock: TestClock): RateLimitStore & { readonly refusals: () => number } {
  const rateLimits = createMemoryRateLimits(clock.now);
  let calls = 0;
  let refusals = 0;
  const pause = (): Promise<void> => clock.wait(1 + (calls++ % 3));
  return {
    refusals: () => refusals,
    get: async (server) => {
      await pause();
      return rateLimits.get(server);
    },
    put: async (server, version, state) => {
      await pause();
      const isStored = await rateLimits.put(server, version, state);
      if (!isStored) refusals++;
      return isStored;
    },
  };
}

describe('throttles of three workers over one store', () => {
  it('ask one at a time, two seconds apart', async () => {
    const clock = startClock(start);
    const rateLimits = slowTurns(clock);
    const spans: [from: number, to: number][] = [];
    let active = 0;
    const work = async (throttle: RegistryThrottle): Promise<void> => {
      const turn = await granted(throttle);
      expect(++active).toBe(1);
      const from = clock.now();
      await clock.wait(300);
      spans.push([from, clock.now()]);
      active--;
      await turn.giveBack(answered);
    };
    const throttles = Array.from({ length: 3 }, () =>
      createRegistryThrottle({ ...clock, rateLimits, maxWaitMs: HOUR }),
    );
    await Promise.all(throttles.flatMap((one) => Array.from({ length: 20 }, () => work(one))));
    expect(spans).toHaveLength(60);
    for (const [index, [from]] of spans.entries()) {
      const before = spans[index - 1];
      if (before) expect(from - before[1]).toBeGreaterThanOrEqual(2 * SECOND);
    }
    // A line of sixty, and nobody waited much longer than its rateLimits took.
    expect(clock.now() - start).toBeLessThan(60 * 3.5 * SECOND);
    expect(rateLimits.refusals()).toBeGreaterThan(0);
  });

  it('spend one budget together', async () => {
    const clock = startClock(start);
    const rateLimits = createMemoryRateLimits(clock.now);
    const throttles = Array.from({ length: 3 }, () =>
      createRegistryThrottle({ ...clock, rateLimits }),
    );
    let asked = 0;
    for (let turn = 0; turn < 190; turn++) {
      const taken = await throttles[turn % 3]!.take(SERVER, {});
      if (!taken.granted) {
        expect(taken.until).toEqual(new Date(start + 6 * HOUR));
        continue;
      }
      asked++;
      await taken.giveBack(answered);
    }
    expect(asked).toBe(125);
  });

  it('wait for one another, and are told when to come back if that takes too long', async () => {
    const clock = startClock(start);
    const rateLimits = createMemoryRateLimits(clock.now);
    const [one, two] = [0, 1].map(() =>
      createRegistryThrottle({ ...clock, rateLimits, maxWaitMs: 10 * SECOND }),
    );
    const turn = await granted(one!);
    const until = new Date(start + LEASE);
    expect(await two!.take(SERVER, {})).toMatchObject({ granted: false, until });
    expect(clock.now() - start).toBeLessThanOrEqual(10 * SECOND);
    const next = granted(two!);
    await turn.giveBack(answered);
    await next;
    expect(clock.now() - start).toBeLessThan(14 * SECOND);
  });

  it('take the turn of a worker that died when its lease ends', async () => {
    const clock = startClock(start);
    const rateLimits = createMemoryRateLimits(clock.now);
    const dead = await granted(createRegistryThrottle({ ...clock, rateLimits }));
    const heir = createRegistryThrottle({ ...clock, rateLimits, maxWaitMs: MINUTE });
    const turn = await granted(heir);
    expect(clock.now() - start).toBe(LEASE);
    // The dead come back and give back what is not theirs any more: the heir keeps its turn.
    await dead.giveBack(answered);
    const third = createRegistryThrottle({ ...clock, rateLimits, maxWaitMs: 10 * SECOND });
    expect(await third.take(SERVER, {})).toMatchObject({ granted: false });
    await turn.giveBack(answered);
    expect(await third.take(SERVER, {})).toMatchObject({ granted: true });
  });

  it('keep a pause although a worker that was too slow comes back with a good answer', async () => {
    const clock = startClock(start);
    const rateLimits = createMemoryRateLimits(clock.now);
    const [slow, quick] = [0, 1].map(() =>
      createRegistryThrottle({ ...clock, rateLimits, maxWaitMs: MINUTE }),
    );
    const late = await granted(slow!);
    await (await granted(quick!)).giveBack(refused);
    const until = new Date(clock.now() + 15 * MINUTE);
    await late.giveBack(answered);
    expect(await quick!.take(SERVER, {})).toMatchObject({ granted: false, until });
  });

  it('know after a restart what was learned before', async () => {
    const clock = startClock(start);
    const rateLimits = createMemoryRateLimits(clock.now);
    const before = createRegistryThrottle({ ...clock, rateLimits });
    await (await granted(before)).giveBack(refused);
    const after = createRegistryThrottle({ ...clock, rateLimits });
    const until = new Date(start + 15 * MINUTE);
    expect(await after.take(SERVER, {})).toMatchObject({ granted: false, until });
  });

  it('ask nothing while the store is away', async () => {
    const away = new Error('The database is away.');
    const gone = (): Promise<never> => Promise.reject(away);
    const unread = createRegistryThrottle({ rateLimits: { get: gone, put: gone } });
    await expect(unread.take(SERVER, {})).rejects.toBe(away);
    const get = (): Promise<null> => Promise.resolve(null);
    const unwritten = createRegistryThrottle({ rateLimits: { get, put: gone } });
    await expect(unwritten.take(SERVER, {})).rejects.toBe(away);
  });
});

describe('a throttle', () => {
  it('lets other registries pass meanwhile', async () => {
    const throttle = createRegistryThrottle(startClock(start));
    await granted(throttle);
    expect(await throttle.take('rdap.example.org', {})).toMatchObject({ granted: true });
  });

  it('refuses rateLimits that are far away, and says when to come back', async () => {
    const clock = startClock(start);
    const throttle = createRegistryThrottle(clock);
    await (await granted(throttle)).giveBack(refused);
    const until = new Date(start + 15 * MINUTE);
    expect(await throttle.take(SERVER, {})).toMatchObject({ granted: false, until });
    expect(clock.now()).toBe(start);
    await clock.wait(15 * MINUTE);
    expect(await throttle.take(SERVER, {})).toMatchObject({ granted: true });
  });

  it('stops waiting when asked to, and others go on', async () => {
    const clock = startClock(start);
    const throttle = createRegistryThrottle(clock);
    const first = await granted(throttle);
    const stop = new AbortController();
    const second = throttle.take(SERVER, { signal: stop.signal });
    const third = throttle.take(SERVER, {});
    stop.abort(new Error('shutting down'));
    await first.giveBack(answered);
    await expect(second).rejects.toThrow('shutting down');
    expect(await third).toMatchObject({ granted: true });
  });

  it('serves those who wait in the order in which they came', async () => {
    const clock = startClock(start);
    const throttle = createRegistryThrottle(clock);
    const served: [number, number][] = [];
    const work = async (number: number): Promise<void> => {
      const turn = await granted(throttle);
      served.push([number, Math.round((clock.now() - start) / SECOND)]);
      await clock.wait(200);
      await turn.giveBack(answered);
    };
    const line = Array.from({ length: 12 }, (_, number) => work(number));
    // Whoever comes later comes after the line, although the server is free just then.
    await clock.wait(2_250);
    line.push(work(12));
    await Promise.all(line);
    expect(served.map(([number]) => number)).toEqual(Array.from({ length: 13 }, (_, i) => i));
    expect(served.at(-1)?.[1]).toBeLessThanOrEqual(30);
  });

  it('tells those who find the line too long when it ends', async () => {
    const clock = startClock(start);
    const throttle = createRegistryThrottle({ ...clock, maxWaitMs: 10 * SECOND });
    const first = await granted(throttle);
    const waiting = Array.from({ length: 4 }, () => throttle.take(SERVER, {}));
    const late = await throttle.take(SERVER, {});
    expect(late).toMatchObject({ granted: false, isRefused: false });
    const until = late.granted ? 0 : late.until.getTime() - start;
    expect(until).toBeGreaterThan(10 * SECOND);
    expect(until).toBeLessThan(15 * SECOND);
    await first.giveBack(answered);
    for (const turn of waiting) {
      const taken = await turn;
      if (taken.granted) await taken.giveBack(answered);
    }
  });

  it('leaves a server alone that wants none of this installation, and says so', async () => {
    const clock = startClock(start);
    const throttle = createRegistryThrottle(clock);
    const notUs = { service: 'whois', rateLimited: false, retryAt: null, isRefused: true } as const;
    await (await granted(throttle)).giveBack(notUs);
    const until = new Date(start + HOUR);
    expect(await throttle.take(SERVER, {})).toEqual({ granted: false, until, isRefused: true });
    await clock.wait(HOUR);
    await (await granted(throttle)).giveBack(refused);
    expect(await throttle.take(SERVER, {})).toMatchObject({ granted: false, isRefused: false });
  });

  it('forgets idle servers before they are too many', async () => {
    const clock = startClock(start);
    const rateLimits = createMemoryRateLimits(clock.now);
    const throttle = createRegistryThrottle({ ...clock, rateLimits });
    const retryAt = new Date(start + 9 * HOUR);
    await (await granted(throttle, 'paused.example')).giveBack({ ...refused, retryAt });
    for (let i = 0; i < 5_000; i++)
      await (await granted(throttle, `r${i}.example`)).giveBack(answered);
    await clock.wait(6 * HOUR + SECOND);
    await granted(throttle, 'last.example');
    expect(await rateLimits.get('r0.example')).toBeNull();
    expect(await rateLimits.get('paused.example')).not.toBeNull();
    expect(await rateLimits.get('last.example')).not.toBeNull();
  });
});
