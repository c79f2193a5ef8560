import { describe, expect, it } from 'vitest';
import { nextSlot } from '../check/slots.ts';
import {
  replannedSchedule,
  scheduleAfter,
  slotToJudge,
  startedSchedule,
} from './schedule-after.ts';
import { initialState } from './status/state.ts';
import { targetRecord } from './testing.ts';

const target = targetRecord({ intervalSeconds: 60 });
const dueAt = nextSlot(target.id, 60, new Date('2026-01-01T12:00:00Z'));
const plus = (seconds: number): Date => new Date(dueAt.getTime() + seconds * 1_000);
const state = initialState(dueAt);
const withSchedule = (over: object) => ({
  ...target,
  schedule: { ...target.schedule, dueAt, ...over },
});

describe('scheduleAfter', () => {
  it('goes on to the next slot of the grid, however long the check took', () => {
    const after = scheduleAfter(withSchedule({}), state, {
      slot: dueAt,
      confirmAt: null,
      now: plus(12),
    });
    expect(after).toMatchObject({ dueAt: plus(60), urgent: null, lease: null });
  });

  it('skips slots that passed meanwhile instead of replaying them', () => {
    const after = scheduleAfter(withSchedule({}), state, {
      slot: dueAt,
      confirmAt: null,
      now: plus(3_601),
    });
    expect(after.dueAt).toEqual(plus(3_600));
  });

  it('keeps the scheduled slot when an urgent check ran before it', () => {
    const after = scheduleAfter(withSchedule({}), state, {
      slot: plus(-20),
      confirmAt: null,
      now: plus(-19),
    });
    expect(after.dueAt).toEqual(dueAt);
  });

  it('asks for a confirmation, never in the past', () => {
    const asked = scheduleAfter(withSchedule({}), state, {
      slot: dueAt,
      confirmAt: plus(30),
      now: plus(1),
    });
    expect(asked.urgent).toEqual({ slot: plus(30), origin: 'confirmation' });
    const late = scheduleAfter(withSchedule({}), state, {
      slot: dueAt,
      confirmAt: plus(30),
      now: plus(45),
    });
    expect(late.urgent?.slot).toEqual(plus(45));
  });

  it.each([
    ['a short wait delays the confirmation only', 40, plus(41), plus(60)],
    ['a longer one skips the next slot, too', 59.5, plus(60.5), plus(120)],
    ['more than an interval is waited for an interval', 90, null, plus(60)],
    ['an hour, too, and no confirmation is left', 3_600, null, plus(60)],
  ])('leaves a target alone that asks for it: %s', (_name, seconds, confirmation, next) => {
    const after = scheduleAfter(withSchedule({}), state, {
      slot: dueAt,
      confirmAt: plus(30),
      now: plus(1),
      retryAfterMs: seconds * 1_000,
    });
    expect(after.urgent?.slot ?? null).toEqual(confirmation);
    expect(after.dueAt).toEqual(next);
  });

  it('moves the scheduled check when an urgent one was told to wait, by an interval at most', () => {
    const done = { slot: plus(-20), confirmAt: null, now: plus(-19) };
    const after = (retryAfterMs: number) =>
      scheduleAfter(withSchedule({}), state, { ...done, retryAfterMs }).dueAt;
    expect(after(5_000)).toEqual(dueAt);
    expect(after(30_000)).toEqual(plus(60));
    expect(after(3_600_000)).toEqual(plus(60));
  });

  it.each(['confirmation', 'manual'] as const)('answers a %s check that waits', (origin) => {
    const done = { slot: dueAt, confirmAt: null, now: plus(1) };
    const urgent = { slot: plus(0.5), origin };
    expect(scheduleAfter(withSchedule({ urgent }), state, done).urgent).toBeNull();
  });

  it.each([
    ['comes as soon and far enough after it', 30, 0, null],
    ['comes later', 31, 0, 30],
    ['comes sooner', 20, 0, null],
    ['comes so soon that its failure would not count', 19, 0, 30],
    ['is late, because the check took two intervals', 30, 60, null],
  ])(
    'confirms a failure by the next scheduled check, if that %s',
    (_name, interval, took, then) => {
      const every = { ...withSchedule({}), intervalSeconds: interval };
      const slot = nextSlot(every.id, interval, dueAt);
      const confirmAt = new Date(slot.getTime() + 30_000);
      const schedule = { ...every.schedule, dueAt: slot };
      const after = scheduleAfter(
        { ...every, schedule },
        { ...state, lastFailureSlot: slot },
        { slot, confirmAt, now: new Date(slot.getTime() + took * 1_000) },
      );
      expect(after.urgent && after.urgent.slot.getTime() - slot.getTime()).toBe(
        then && then * 1_000,
      );
    },
  );

  it('is patient from the end of a check on, however long that took', () => {
    const done = { slot: dueAt, confirmAt: null, now: plus(55) };
    expect(scheduleAfter(withSchedule({}), state, done).silentAt).toEqual(plus(55 + 180));
  });
});

describe('slotToJudge', () => {
  it('is the claimed slot while it is at most an interval late', () => {
    expect(slotToJudge(target, dueAt, plus(60))).toEqual(dueAt);
  });

  it('is the newest slot that passed after a stretch without workers', () => {
    expect(slotToJudge(target, dueAt, plus(3_630))).toEqual(plus(3_600));
  });

  it('is the present for a check whose slot another clock set before the newest result', () => {
    const lastSlot = plus(4);
    const checked = { ...target, state: { ...state, lastSlot } };
    expect(slotToJudge(checked, plus(1), plus(5))).toEqual(plus(5));
    expect(slotToJudge(checked, lastSlot, plus(5))).toEqual(plus(5));
    expect(slotToJudge(checked, plus(4.5), plus(5))).toEqual(plus(4.5));
    expect(slotToJudge(checked, plus(1), plus(3))).toEqual(plus(1));
  });
});

describe('startedSchedule', () => {
  it('runs the first check at once and the next one in its slot', () => {
    const now = plus(-7);
    expect(startedSchedule(target, now)).toEqual({
      dueAt,
      urgent: { slot: now, origin: 'scheduled' },
      lease: null,
      silentAt: plus(-7 + 180),
    });
  });
});

describe('replannedSchedule', () => {
  const now = plus(-7);
  const urgent = { slot: plus(-5), origin: 'confirmation' as const };

  it('moves the slots and keeps the confirmation that waits', () => {
    const schedule = { dueAt: plus(86_400), urgent, lease: null, silentAt: plus(90_000) };
    expect(replannedSchedule({ ...target, schedule }, now)).toEqual({
      dueAt,
      urgent,
      lease: null,
      silentAt: plus(-7 + 180),
    });
  });

  it('confirms a failure at once whose confirmation was to be the next slot', () => {
    const schedule = { dueAt: plus(20), urgent: null, lease: null, silentAt: plus(60) };
    const failed = { ...state, failures: 1, lastFailureSlot: plus(-10) };
    const daily = { ...target, intervalSeconds: 86_400, schedule, state: failed };
    expect(replannedSchedule(daily, now).urgent).toEqual({ slot: now, origin: 'scheduled' });
  });

  it('makes a check again that is under way', () => {
    const lease = { token: 'held', until: plus(-6) };
    const schedule = { dueAt: plus(-8), urgent: null, lease, silentAt: plus(90_000) };
    const { lease: after, urgent: check } = replannedSchedule({ ...target, schedule }, now);
    expect({ after, check }).toEqual({ after: null, check: { slot: now, origin: 'scheduled' } });
  });
});
