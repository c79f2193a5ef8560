import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type CheckOutcome, NO_PHASES } from '../check/schema.ts';
import { judgeCheck } from '../target/judge-check.ts';
import type { TargetRecord } from '../target/record.ts';
import { slotToJudge, startedSchedule } from '../target/schedule-after.ts';
import { initialState } from '../target/status/state.ts';
import { targetRecord } from '../target/testing.ts';
import { Replay, type ReplayedCheck } from './replay.ts';

const T0 = Date.UTC(2026, 0, 1);
const SLOW_MS = 1_000;

interface Life {
  intervalSeconds: number;
  failuresToDown: number;
  successesToUp: number;
  alertWhenSlow: boolean;
  steps: { waitMs: number; tookMs: number; outcome: CheckOutcome }[];
}

/** What was found wrong, with the start of the first check of each. */
type Found = [kind: string, since: number][];

/** Plays the checks of a target as workers make them, and keeps what is stored of each. */
function live({ intervalSeconds, steps, ...life }: Life): {
  checks: ReplayedCheck[];
  found: Found;
} {
  let ids = 0;
  const { failuresToDown, successesToUp, alertWhenSlow } = life;
  const thresholds = { failuresToDown, successesToUp, alertWhenSlow, slowMs: SLOW_MS };
  let record: TargetRecord = targetRecord({
    intervalSeconds,
    state: initialState(new Date(T0)),
    thresholds: { ...targetRecord().thresholds, ...thresholds },
  });
  record = { ...record, schedule: startedSchedule(record, new Date(T0)) };
  const checks: ReplayedCheck[] = [];
  const found: Found = [];
  let free = T0;
  for (const { waitMs, tookMs, outcome } of steps) {
    const { dueAt, urgent } = record.schedule;
    const due = dueAt?.getTime() ?? Infinity;
    const at = Math.max(free, Math.min(due, urgent?.slot.getTime() ?? Infinity));
    const claim =
      urgent && due > at ? urgent : { slot: new Date(due), origin: 'scheduled' as const };
    // How long a check waited that was asked for out of turn is not stored.
    const startedAt = new Date(claim.origin === 'scheduled' ? at + waitMs : at);
    const endedAt = new Date(startedAt.getTime() + tookMs);
    const lease = { token: 't', until: new Date(endedAt.getTime() + 1) };
    const held = { ...record, schedule: { ...record.schedule, lease } };
    const { change } = judgeCheck(
      { newId: () => `id-${String(++ids)}` },
      {
        claimed: { target: held, recentCount: 0, hour: null, lease, ...claim },
        slot: slotToJudge(held, claim.slot, startedAt),
        startedAt,
        endedAt,
        attendedFrom: new Date(Math.min(at, Math.max(free, claim.slot.getTime()))),
        result: {
          ...{ statusCode: null, phases: NO_PHASES, address: null, attempts: 2, failure: null },
          ...{ outcome, latencyMs: outcome === 'ok' || outcome === 'slow' ? tookMs : null },
          tries: [
            { afterMs: 0, failure: null, statusCode: null, durationMs: tookMs, address: null },
          ],
        },
      },
    );
    if (change.check) checks.push(change.check);
    for (const intent of change.intents ?? []) {
      if (intent.type !== 'open' || (intent.kind !== 'down' && intent.kind !== 'slow')) continue;
      found.push([intent.kind, intent.since.getTime()]);
    }
    record = { ...record, ...change, intents: [] };
    free = endedAt.getTime();
  }
  return { checks, found };
}

/** Where a check waits for longer than its interval, what is stored no longer tells since when. */
const lives: fc.Arbitrary<Life> = fc.record({
  intervalSeconds: fc.constantFrom(20, 60, 300, 86_400),
  failuresToDown: fc.integer({ min: 1, max: 5 }),
  successesToUp: fc.integer({ min: 1, max: 4 }),
  alertWhenSlow: fc.boolean(),
  steps: fc.array(
    fc.record({
      waitMs: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 5_000 })),
      tookMs: fc.oneof(fc.integer({ min: 1, max: 500 }), fc.constant(30_000)),
      outcome: fc.constantFrom<CheckOutcome>('ok', 'slow', 'failed', 'failed', 'inconclusive'),
    }),
    { minLength: 1, maxLength: 60 },
  ),
});

/** What a replay of stored checks finds. */
function replay({ checks }: { checks: ReplayedCheck[] }, life: Life, change = {}): Found {
  const { failuresToDown, successesToUp, alertWhenSlow, intervalSeconds } = life;
  const present = { failuresToDown, successesToUp, alertWhenSlow, slowMs: SLOW_MS };
  const replayed = new Replay(
    {
      ...{ present, thresholds: { ...present, ...change }, intervalSeconds },
      ...{ timeoutMs: 30_000, pauses: [], unseen: 'good' },
    },
    new Date(T0),
  );
  for (const check of checks) replayed.add(check);
  return replayed
    .alerts()
    .flatMap(({ kind, outages }) => outages.map(({ since }): Found[0] => [kind, since.getTime()]));
}

const inOrder = (found: Found): Found =>
  found.toSorted(([a, x], [b, y]) => x - y || a.localeCompare(b));

it('by the thresholds that hold finds exactly what was found', () => {
  fc.assert(
    fc.property(lives, (life) => {
      const lived = live(life);
      expect(inOrder(replay(lived, life))).toEqual(inOrder(lived.found));
    }),
    { numRuns: 1_000 },
  );
});

it('finds no fewer outages where fewer failures are enough', () => {
  fc.assert(
    fc.property(lives, (life) => {
      const lived = live(life);
      const isDown = ([kind]: Found[0]): boolean => kind === 'down';
      const first = replay(lived, life, { failuresToDown: 1 }).filter(isDown);
      expect(first.length > 0 || lived.found.filter(isDown).length === 0).toBe(true);
    }),
    { numRuns: 300 },
  );
});
