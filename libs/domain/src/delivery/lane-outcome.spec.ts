import { describe, expect, it } from 'vitest';
import { laneLimits } from './lane-limits.ts';
import { afterOutcome, sendLimitMs, type SentPlan } from './lane-outcome.ts';
import { afterSend, nextSendAt, pauseOf } from './lane-pace.ts';
import { type LaneState, NEW_LANE } from './lane.ts';
import type { SendOutcome } from './message.ts';
import { at, T0 } from './testing.ts';

const plan = {
  ...{ key: 'k', form: 'single' as const, event: 'opened' as const, deliveryIds: ['d'] },
  ...{ plannedAt: T0, unanswered: 0 },
};
const sentPlan = (outcome: SendOutcome, over: Partial<SentPlan> = {}): SentPlan => ({
  ...{ plan, outcome, startedAt: T0, tookMs: 200, told: { count: 1 } },
  ...over,
});
const LANE: LaneState = { ...NEW_LANE, plans: [plan] };
const after = (lane: LaneState, sent: SentPlan, seconds = 1) =>
  afterOutcome(lane, sent, { now: at(seconds), random: 0 });
const busy = { outcome: 'retry', fact: { is: 'text', text: 'Busy.' }, retryAfterMs: null } as const;

describe('a channel that took a message', () => {
  it('is well again', () => {
    const failing = after(LANE, sentPlan(busy));
    expect(
      after(failing, sentPlan({ outcome: 'sent', fact: { is: 'text', text: '' } }), 9),
    ).toMatchObject({
      ...{ pausedUntil: null, failingSince: null, failures: 0, plans: [] },
      told: [{ event: 'opened', at: at(9), count: 1 }],
    });
  });

  it('is left alone for as long as it says', () => {
    const sent = sentPlan({ outcome: 'sent', fact: { is: 'text', text: '' }, pauseMs: 2_000 });
    expect(after(LANE, sent).pausedUntil).toEqual(at(3));
  });

  it('is left alone for as long as it said to another message that was under way', () => {
    const asked = after(LANE, sentPlan({ ...busy, retryAfterMs: 60_000 }));
    expect(
      after(asked, sentPlan({ outcome: 'sent', fact: { is: 'text', text: '' } }), 2).pausedUntil,
    ).toEqual(at(61));
    const limited = after(
      LANE,
      sentPlan({ outcome: 'sent', fact: { is: 'text', text: '' }, pauseMs: 2_000 }),
    );
    expect(
      after(limited, sentPlan({ outcome: 'sent', fact: { is: 'text', text: '' } }), 2).pausedUntil,
    ).toEqual(at(3));
  });
});

describe('a channel that failed', () => {
  it('is left alone as a whole, for longer with each failure', () => {
    const first = after(LANE, sentPlan(busy));
    expect(first).toMatchObject({
      pausedUntil: at(6),
      failingSince: at(1),
      failures: 1,
      plans: [],
    });
    const second = after(first, sentPlan(busy, { startedAt: at(6) }), 7);
    expect(second).toMatchObject({ pausedUntil: at(17), failingSince: at(1), failures: 2 });
  });

  it('is sent what it may have taken as it was, also after it refused that', () => {
    const silent = after(LANE, sentPlan({ ...busy, isUnanswered: true }));
    const [again] = silent.plans;
    expect(again).toEqual({ ...plan, unanswered: 1 });
    const refused = after(silent, sentPlan(busy, { plan: again ?? plan, startedAt: at(6) }), 7);
    expect(refused.plans).toEqual([again]);
  });

  it('failed once where several messages were under way', () => {
    const first = after(LANE, sentPlan(busy));
    expect(after(first, sentPlan(busy), 2)).toMatchObject({ failures: 1, pausedUntil: at(7) });
  });

  it('is left alone for as long as it asks', () => {
    const asked = sentPlan({ ...busy, retryAfterMs: 600_000 });
    const lane = after(LANE, asked);
    expect(lane.pausedUntil).toEqual(at(601));
    // A message that was under way at the same time asks for nothing.
    expect(after(lane, sentPlan(busy), 2).pausedUntil).toEqual(at(601));
  });

  it('gets the very same message again where it may have taken it', () => {
    const lane = after(LANE, sentPlan({ ...busy, isUnanswered: true }));
    expect(lane.plans).toEqual([{ ...plan, unanswered: 1 }]);
  });

  it('is not the one that failed where it lies with one recipient', () => {
    const only = { isOnlyThis: true } as const;
    const none = { failures: 0, failingSince: null, pausedUntil: null, plans: [] };
    expect(after(LANE, sentPlan({ ...busy, ...only }))).toMatchObject(none);
    expect(
      after(LANE, sentPlan({ outcome: 'dead', fact: { is: 'text', text: '' }, ...only })),
    ).toMatchObject(none);
  });

  it('that refuses for good does not deliver, and is not left alone', () => {
    expect(
      after(LANE, sentPlan({ outcome: 'dead', fact: { is: 'text', text: 'Gone.' } })),
    ).toMatchObject({
      ...{ failingSince: at(1), pausedUntil: null, plans: [] },
    });
  });
});

describe('the time for an answer', () => {
  it('grows for a message that may have been taken, and with a channel that is slow', () => {
    expect(sendLimitMs({ answerMs: 200 }, { unanswered: 0 })).toBe(15_000);
    expect(sendLimitMs({ answerMs: 200 }, { unanswered: 1 })).toBe(90_000);
    expect(sendLimitMs({ answerMs: 12_000 }, { unanswered: 0 })).toBe(36_000);
    expect(sendLimitMs({ answerMs: 80_000 }, { unanswered: 0 })).toBe(90_000);
  });
});

describe('the pace of a channel', () => {
  it('lets a few messages go at once, then so many a second', () => {
    const limits = { ...laneLimits({ kind: 'webhook' }), perSecond: 2, burst: 3 };
    let paceAt: Date | null = null;
    const times: number[] = [];
    for (let i = 0; i < 6; i++) {
      const next = nextSendAt({ paceAt }, limits, T0);
      times.push(next.getTime() - T0.getTime());
      paceAt = afterSend({ paceAt }, limits, next);
    }
    expect(times).toEqual([0, 0, 0, 500, 1_000, 1_500]);
  });

  it('does not believe a clock that was ahead', () => {
    expect(nextSendAt({ paceAt: at(86_400) }, laneLimits({ kind: 'slack' }), T0)).toEqual(T0);
    expect(pauseOf({ pausedUntil: at(86_400) }, T0)).toBeNull();
    expect(pauseOf({ pausedUntil: at(3_600) }, T0)).toEqual(at(3_600));
    expect(pauseOf({ pausedUntil: T0 }, T0)).toBeNull();
  });
});
