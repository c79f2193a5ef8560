import { describe, expect, it } from 'vitest';
import { createRegistryThrottle, type RegistryThrottle, type Turn } from './throttle.ts';
import { claimTurn, FREE_TURN, settleTurn, type TurnReport, type TurnState } from '@app/domain';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const start = Date.parse('2026-10-01T00:00:00Z');

const answered: TurnReport = { service: 'rdap', rateLimited: false, retryAt: null };
const refused: TurnReport = { service: 'rdap', rateLimited: true, retryAt: null };

/** A clock that jumps to the end of every wait. */
function fakeClock(): {
  now: () => number;
  wait: (ms: number) => Promise<void>;
  skip: (ms: number) => void;
} {
  let time = start;
  return {
    now: () => time,
    wait: (ms) => {
      time += ms;
      return Promise.resolve();
    },
    skip: (ms) => {
      time += ms;
    },
  };
}

async function granted(
  throttle: RegistryThrottle,
  server: string,
): Promise<Extract<Turn, { granted: true }>> {
  const turn = await throttle.take(server, {});
  if (!turn.granted) throw new Error('No turn was granted.');
  return turn;
}

describe('claimTurn and settleTurn', () => {
  const claim = (state: TurnState, now: number): TurnState => {
    const result = claimTurn(state, now);
    if ('until' in result) throw new Error(`Busy until ${result.until - now} ms later.`);
    return result.claimed;
  };

  it('grant one turn at a time, two seconds apart', () => {
    const busy = claim(FREE_TURN, start);
    expect(claimTurn(busy, start + SECOND)).toHaveProperty('until');
    const free = settleTurn(busy, answered, start + SECOND);
    expect(claimTurn(free, start + 2 * SECOND)).toEqual({ until: start + 3 * SECOND });
    expect(claimTurn(free, start + 3 * SECOND)).toHaveProperty('claimed');
  });

  it('free the turn of a holder that died', () => {
    const busy = claim(FREE_TURN, start);
    expect(claimTurn(busy, start + 30 * SECOND)).toHaveProperty('claimed');
  });

  it.each([
    [
      'rdap',
      [
        15 * MINUTE,
        30 * MINUTE,
        HOUR,
        2 * HOUR,
        4 * HOUR,
        8 * HOUR,
        16 * HOUR,
        24 * HOUR,
        24 * HOUR,
      ],
    ],
    ['whois', [HOUR, 2 * HOUR, 4 * HOUR, 8 * HOUR, 16 * HOUR, 24 * HOUR]],
  ] as const)('pause %s longer with every refusal', (service, pauses) => {
    let state = FREE_TURN;
    let now = start;
    for (const pause of pauses) {
      state = settleTurn(claim(state, now), { ...refused, service }, now);
      expect(claimTurn(state, now)).toEqual({ until: now + pause });
      now += pause;
    }
    state = settleTurn(claim(state, now), answered, now);
    state = settleTurn(claim(state, now + HOUR), refused, now + HOUR);
    expect(claimTurn(state, now + HOUR)).toEqual({ until: now + HOUR + 15 * MINUTE });
  });

  it.each([
    [5 * MINUTE, 5 * MINUTE],
    [90 * 24 * HOUR, 24 * HOUR],
  ])('pause as long as the server says, a day at most', (asked, pause) => {
    const report = { ...refused, retryAt: new Date(start + asked) };
    expect(claimTurn(settleTurn(FREE_TURN, report, start), start)).toEqual({
      until: start + pause,
    });
  });

  it('grant 500 turns a day', () => {
    let state = FREE_TURN;
    let now = start;
    for (let turn = 0; turn < 500; turn++, now += 2 * SECOND) {
      state = settleTurn(claim(state, now), answered, now);
    }
    expect(claimTurn(state, now)).toEqual({ until: start + 24 * HOUR });
    expect(claimTurn(state, start + 24 * HOUR)).toHaveProperty('claimed');
  });
});

describe('createRegistryThrottle', () => {
  it('keeps 200 domains of one registry in line', async () => {
    const clock = fakeClock();
    const throttle = createRegistryThrottle({ ...clock, maxWaitMs: HOUR });
    const spans: [from: number, to: number][] = [];
    let active = 0;
    await Promise.all(
      Array.from({ length: 200 }, async () => {
        const turn = await granted(throttle, 'rdap.example.net');
        expect(++active).toBe(1);
        const from = clock.now();
        await Promise.resolve();
        clock.skip(300);
        spans.push([from, clock.now()]);
        active--;
        await turn.giveBack(answered);
      }),
    );
    expect(spans).toHaveLength(200);
    for (const [index, [from]] of spans.entries()) {
      const before = spans[index - 1];
      if (before) expect(from - before[1]).toBeGreaterThanOrEqual(2 * SECOND);
    }
  });

  it('lets other registries pass meanwhile', async () => {
    const throttle = createRegistryThrottle(fakeClock());
    await granted(throttle, 'rdap.example.net');
    expect(await throttle.take('rdap.example.org', {})).toMatchObject({ granted: true });
  });

  it('refuses turns that are far away, and says when to come back', async () => {
    const clock = fakeClock();
    const throttle = createRegistryThrottle({ ...clock, maxWaitMs: MINUTE });
    const turn = await granted(throttle, 'rdap.example.net');
    await turn.giveBack(refused);
    const later = await throttle.take('rdap.example.net', {});
    expect(later).toEqual({ granted: false, until: new Date(start + 15 * MINUTE) });
    clock.skip(15 * MINUTE);
    expect(await throttle.take('rdap.example.net', {})).toMatchObject({ granted: true });
  });

  it('refuses to let a long line form', async () => {
    const throttle = createRegistryThrottle({ ...fakeClock(), maxWaitMs: 10 * SECOND });
    await granted(throttle, 'rdap.example.net');
    const waiting = Array.from({ length: 5 }, () => throttle.take('rdap.example.net', {}));
    expect(await throttle.take('rdap.example.net', {})).toMatchObject({ granted: false });
    expect(waiting).toHaveLength(5);
  });

  it('stops waiting when asked to, and the line goes on', async () => {
    const throttle = createRegistryThrottle();
    const first = await granted(throttle, 'rdap.example.net');
    const stop = new AbortController();
    const second = throttle.take('rdap.example.net', { signal: stop.signal });
    const third = throttle.take('rdap.example.net', {});
    stop.abort(new Error('shutting down'));
    await first.giveBack(answered);
    await expect(second).rejects.toThrow('shutting down');
    expect(await third).toMatchObject({ granted: true });
  });
});
