import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CheckOutcome, NO_PHASES } from '../check/schema.ts';
import { effectiveState } from './effective-state.ts';
import { judgeCheck } from './judge-check.ts';
import type { TargetRecord } from './record.ts';
import { slotToJudge, startedSchedule } from './schedule-after.ts';
import { initialState } from './status/state.ts';
import { targetRecord } from './testing.ts';

const T0 = Date.UTC(2026, 0, 1);
const RESULT = {
  ...{ statusCode: null, latencyMs: null, phases: NO_PHASES, address: null, attempts: 1 },
  failure: null,
};

/** One check of a life: how long it waits for its turn, how long it takes, and what it finds. */
interface Step {
  waitMs: number;
  tookMs: number;
  outcome: CheckOutcome;
}

interface Life {
  intervalSeconds: number;
  failuresToDown: number;
  steps: Step[];
}

interface Seen {
  record: TargetRecord;
  endedAt: Date;
  /** The status that anybody could see while the check was attended to. */
  known: string;
  outcome: CheckOutcome;
}

/** Plays the checks of one target by a worker that never stops looking: slots, confirmations, verdicts. */
function live({ intervalSeconds, failuresToDown, steps }: Life): Seen[] {
  let ids = 0;
  let record = targetRecord({
    intervalSeconds,
    state: initialState(new Date(T0)),
    thresholds: { ...targetRecord().thresholds, failuresToDown },
  });
  record = { ...record, schedule: startedSchedule(record, new Date(T0)) };
  let free = T0;
  return steps.map(({ waitMs, tookMs, outcome }) => {
    const { dueAt, urgent } = record.schedule;
    const due = dueAt?.getTime() ?? Infinity;
    const at = Math.max(free, Math.min(due, urgent?.slot.getTime() ?? Infinity));
    const check =
      urgent && due > at ? urgent : { slot: new Date(due), origin: 'scheduled' as const };
    const startedAt = new Date(at + waitMs);
    const endedAt = new Date(at + waitMs + tookMs);
    const lease = { token: 't', until: new Date(endedAt.getTime() + 1) };
    const held = { ...record, schedule: { ...record.schedule, lease } };
    const { change } = judgeCheck(
      { newId: () => `id-${++ids}` },
      {
        claimed: { target: held, recentCount: 0, hour: null, lease, ...check },
        slot: slotToJudge(held, check.slot, startedAt),
        startedAt,
        endedAt,
        attendedFrom: new Date(Math.min(at, Math.max(free, check.slot.getTime()))),
        result: { ...RESULT, outcome },
      },
    );
    const known = effectiveState(held, endedAt).status;
    record = { ...record, ...change, intents: change.intents ?? [] };
    free = endedAt.getTime();
    return { record, endedAt, known, outcome };
  });
}

/** Waits and durations up to three times the shortest interval, as the settings allow. */
const lifeOf = (...outcomes: CheckOutcome[]): fc.Arbitrary<Life> =>
  fc.record({
    intervalSeconds: fc.constantFrom(20, 30, 60, 300, 86_400),
    failuresToDown: fc.integer({ min: 1, max: 5 }),
    steps: fc.array(
      fc.record({
        waitMs: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 120_000 })),
        tookMs: fc.oneof(fc.integer({ min: 1, max: 500 }), fc.constant(60_000)),
        outcome: fc.constantFrom(...outcomes),
      }),
      { minLength: 1, maxLength: 40 },
    ),
  });

const opensOf = (seen: Seen[]): number =>
  seen.flatMap(({ record }) => record.intents).filter(({ type }) => type === 'open').length;

describe('whatever a check takes and however long it waits for its turn', () => {
  it('a site that only fails is down once enough checks have failed, and is told once', () => {
    fc.assert(
      fc.property(lifeOf('failed'), (life) => {
        const seen = live(life);
        // A failure may come too soon after another to count; no two in a row do.
        const checks = 2 * life.failuresToDown;
        for (const { record } of seen.slice(checks)) expect(record.state.status).toBe('down');
        const persistent = seen.flatMap(({ record }) => record.intents);
        const downs = persistent.filter((one) => one.type === 'open' && one.kind === 'down');
        expect(downs.length).toBe(seen.some(({ record }) => record.state.outage) ? 1 : 0);
      }),
    );
  });

  it('a site that is well is never down, and nobody is told', () => {
    fc.assert(
      fc.property(lifeOf('ok', 'slow', 'inconclusive'), (life) => {
        const seen = live(life);
        expect(opensOf(seen)).toBe(0);
        for (const { record } of seen) expect(record.state.status).not.toBe('down');
      }),
    );
  });

  it('nothing is unknown while somebody looks', () => {
    fc.assert(
      fc.property(lifeOf('ok', 'slow', 'failed'), (life) => {
        for (const { record, known } of live(life)) {
          expect(known).not.toBe('unknown');
          expect(record.state.status).not.toBe('unknown');
          expect(record.gaps).toEqual([]);
        }
      }),
    );
  });
});
