import { describe, expect, it } from 'vitest';
import { targetRecord } from './testing.ts';
import { timeFacts } from './time-facts.ts';

const T0 = Date.UTC(2026, 0, 1);
const at = (seconds: number): Date => new Date(T0 + seconds * 1_000);
const { state: pending, schedule } = targetRecord();
const up = { ...pending, status: 'up', statusSince: at(0) } as const;
const outage = {
  ...{ since: at(50), alertId: 'a', openedAt: at(80) },
  ...{ persistentStep: -1, persistentAlertId: null },
};

describe('what is known of the time of a target', () => {
  it('holds what has ended and what lasts', () => {
    const gap = { from: at(10), to: at(20) };
    const pause = { from: at(30), to: at(40) };
    const known = targetRecord({
      gaps: [gap],
      pauses: [pause],
      state: { ...up, status: 'paused', statusSince: at(90) },
      pausedAt: at(90),
    });
    expect(timeFacts(known, [], at(100))).toEqual({
      watchedFrom: known.createdAt,
      down: [],
      gaps: [gap],
      paused: [pause, { from: at(90), to: null }],
    });
  });

  it.each([
    ['pending', pending, at(0)],
    ['unknown', { ...up, status: 'unknown' as const, statusSince: at(70) }, at(70)],
  ])('has a gap that lasts while the target is %s', (_, state, from) => {
    expect(timeFacts(targetRecord({ state }), [], at(100)).gaps).toEqual([{ from, to: null }]);
  });

  it('has a gap from the moment on at which a result was missed, also before that is written', () => {
    const silent = targetRecord({ state: up, schedule: { ...schedule, silentAt: at(60) } });
    expect(timeFacts(silent, [], at(100)).gaps).toEqual([{ from: at(60), to: null }]);
    expect(timeFacts(silent, [], at(59)).gaps).toEqual([]);
  });

  it('knows the outage that lasts while its alert is not stored yet, and once', () => {
    const known = targetRecord({ state: { ...up, status: 'down', outage } });
    const told = { alertId: 'a', from: at(50), to: null };
    expect(timeFacts(known, [], at(100)).down).toEqual([told]);
    expect(timeFacts(known, [told], at(100)).down).toEqual([told]);
  });
});
