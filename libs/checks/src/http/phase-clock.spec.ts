import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { arrivalClock } from './arrival-clock.ts';
import { PhaseClock } from './phase-clock.ts';

/** A clock that only moves when it is told to. */
function handClock() {
  let at = 100;
  return {
    now: () => at,
    pass: (ms: number) => {
      at += ms;
    },
  };
}

describe('the clock of arrivals', () => {
  it('stands still until all that has arrived is handed out', async () => {
    const { now, pass } = handClock();
    const arrived = arrivalClock(now);
    expect(arrived()).toBe(100);
    pass(7);
    expect(arrived()).toBe(100);
    await nextTurn();
    expect(arrived()).toBe(107);
  });
});

describe('the clock of phases', () => {
  it('adds up what was waited for, and nothing of our own work', async () => {
    const { now, pass } = handClock();
    const clock = new PhaseClock(now, arrivalClock(now));
    pass(3);
    clock.enter('connect');
    pass(10);
    clock.enter('connect');
    clock.stop();
    pass(4);
    clock.enter('first-byte');
    await nextTurn();
    pass(50);
    clock.enter('transfer');
    pass(2);
    clock.stop();
    pass(9);
    clock.stop();
    expect(clock.phases).toEqual({
      dnsMs: null,
      connectMs: 10,
      tlsMs: null,
      firstByteMs: 50,
      transferMs: 0,
    });
    expect(clock.totalMs).toBe(60);
    expect(clock.phase).toBe('transfer');
  });

  it('goes on with a phase that comes again', async () => {
    const { now, pass } = handClock();
    const clock = new PhaseClock(now, now);
    for (const ms of [5, 6]) {
      clock.enter('dns');
      pass(ms);
      clock.enter('connect');
      pass(1);
    }
    clock.stop();
    expect(clock.phases).toMatchObject({ dnsMs: 11, connectMs: 2 });
  });
});
