import { describe, expect, it } from 'vitest';
import { NO_PHASES, type ProbeResult } from '../check/schema.ts';
import type { ClaimedTarget } from './claimed.ts';
import { judgeCheck } from './judge-check.ts';
import type { TargetRecord } from './record.ts';
import { targetRecord } from './testing.ts';

const slot = new Date('2026-01-01T12:00:00Z');
const plus = (seconds: number): Date => new Date(slot.getTime() + seconds * 1_000);
const deps = { newId: () => 'new-id' };

const failed: ProbeResult = {
  outcome: 'failed',
  statusCode: null,
  latencyMs: null,
  phases: NO_PHASES,
  address: '127.0.0.1',
  attempts: 3,
  failure: { class: 'refused', code: null, fact: { is: 'refused', port: 80 } },
};

const claim = (over: Partial<ClaimedTarget> = {}): ClaimedTarget => ({
  target: targetRecord(),
  recentCount: 0,
  hour: null,
  slot,
  origin: 'scheduled',
  lease: { token: 'token', until: plus(30) },
  ...over,
});
const judge = (claimed: ClaimedTarget, result: ProbeResult, at = slot) =>
  judgeCheck(deps, { claimed, slot: at, startedAt: at, endedAt: plus(2), result });

describe('judgeCheck', () => {
  it('puts check, state, schedule and hours into one write under the lease', () => {
    const { id, token, change } = judge(claim(), failed);
    expect({ id, token }).toEqual({ id: targetRecord().id, token: 'token' });
    expect(change).toMatchObject({
      state: { status: 'pending', failures: 1 },
      schedule: { urgent: { slot: plus(30), origin: 'confirmation' } },
      check: { slot, origin: 'scheduled', confirmation: false, outcome: 'failed' },
      lastCheck: { at: slot, outcome: 'failed' },
      hour: { running: { failed: 1 }, ended: null },
      intents: [],
    });
  });

  it('looks again soon, ever later, where the next slot of a target it could not see is far away', () => {
    const unseen: ProbeResult = {
      ...failed,
      outcome: 'inconclusive',
      failure: { class: 'network', code: 'OFFLINE', fact: { is: 'own-connection' } },
    };
    const daily = {
      intervalSeconds: 86_400,
      schedule: { ...targetRecord().schedule, dueAt: slot },
    };
    const again = (result: ProbeResult, over: Partial<TargetRecord>, at = slot) => {
      const target = targetRecord({ ...daily, ...over });
      const { schedule } = judge(claim({ target }), result, at).change;
      return schedule?.urgent ?? null;
    };
    const confirmation = (seconds: number) => ({ slot: plus(seconds), origin: 'confirmation' });
    expect(again(unseen, {})).toEqual(confirmation(30));
    const blind = { since: slot, why: 'offline' } as const;
    expect(again(unseen, { blind }, plus(30))).toEqual(confirmation(60));
    expect(again(unseen, { blind }, plus(960))).toEqual(confirmation(1_920));
    expect(again(unseen, { intervalSeconds: 60 })).toBeNull();
    expect(again(unseen, { intervalSeconds: 120 })).toEqual(confirmation(30));
    const overloaded = { class: 'overload', code: null, fact: { is: 'code' } } as const;
    expect(again({ ...unseen, failure: overloaded }, { intervalSeconds: 300 })).toBeNull();
    const forbidden = {
      class: 'egress',
      code: null,
      fact: { is: 'denied', why: 'Denied.' },
    } as const;
    expect(again({ ...unseen, failure: forbidden }, {})).toBeNull();
  });

  it('checks again at once what was not seen while the network was away, once that is back', () => {
    const failure = { class: 'network', code: 'OFFLINE', fact: { is: 'own-connection' } } as const;
    const finished = {
      claimed: claim({ target: targetRecord({ intervalSeconds: 60 }) }),
      slot,
      startedAt: slot,
      endedAt: plus(2),
      result: { ...failed, outcome: 'inconclusive', failure } as const,
    };
    const urgentOf = (isSeenAgain: boolean) =>
      judgeCheck(deps, { ...finished, isSeenAgain }).change.schedule?.urgent;
    expect(urgentOf(true)).toEqual({ slot: plus(2), origin: 'confirmation' });
    expect(urgentOf(false)).toBeNull();
  });

  it('remembers since when it cannot see, and writes nothing of it while it can', () => {
    expect(judge(claim(), failed).change).not.toHaveProperty('blind');
    const offline: ProbeResult = {
      ...failed,
      outcome: 'inconclusive',
      failure: { class: 'network', code: 'OFFLINE', fact: { is: 'own-connection' } },
    };
    const { blind } = judge(claim(), offline).change;
    expect(blind).toEqual({ since: slot, why: 'offline' });
    const target = targetRecord({ blind: blind ?? null });
    expect(judge(claim({ target }), offline, plus(20)).change).not.toHaveProperty('blind');
    expect(judge(claim({ target }), failed, plus(20)).change).toMatchObject({ blind: null });
  });

  it('forgets a failure that came just before it was offline', () => {
    const { change } = judge(claim(), failed);
    const target = targetRecord({ ...change, intents: [] });
    const failure = { class: 'network', code: 'OFFLINE', fact: { is: 'own-connection' } } as const;
    const offline = { ...failed, outcome: 'inconclusive', failure } as const;
    const next = judge(claim({ target, slot: plus(30) }), offline, plus(30));
    expect(next.change.state).toMatchObject({ status: 'pending', failures: 0 });
  });

  it('carries the intent to open an alert, with the facts of the failure', () => {
    const first = judge(claim(), failed).change;
    const target = targetRecord({ ...first, intents: [] });
    const second = judge(
      claim({ target, slot: plus(30), origin: 'confirmation' }),
      failed,
      plus(30),
    );
    expect(second.change.intents).toEqual([
      {
        id: 'new-id',
        type: 'open',
        kind: 'down',
        alertId: 'new-id',
        downAlertId: null,
        severity: 'critical',
        cause: { is: 'failure', failure: failed.failure },
        since: slot,
        at: plus(2),
      },
    ]);
    expect(second.change.check?.confirmation).toBe(true);
  });

  it.each([
    ['of the time that it took', null, { is: 'slow', latencyMs: 2_300, slowMs: 1_500 }],
    ['that the site gave', failed.failure, { is: 'failure', failure: failed.failure }],
  ])('tells that a target stays slow by the facts %s', (_name, failure, cause) => {
    const thresholds = { ...targetRecord().thresholds, slowMs: 1_500, alertWhenSlow: true };
    const slow = { ...failed, outcome: 'slow', latencyMs: 2_300, failure } as const;
    const first = judge(claim({ target: targetRecord({ thresholds }) }), slow).change;
    expect(first.intents).toEqual([]);
    const target = targetRecord({ ...first, intents: [], thresholds });
    const { change } = judge(claim({ target, slot: plus(300) }), slow, plus(300));
    expect(change.intents).toMatchObject([
      { type: 'open', kind: 'slow', severity: 'warning', cause, since: slot },
    ]);
  });

  it('adds to the running hour, and ends it when another one begins', () => {
    const hour = new Date('2026-01-01T11:00:00Z');
    const totals = { good: 1, failed: 0, inconclusive: 0, timed: 1, sumMs: 5, maxMs: 5 };
    const ended = { hour, ...totals };
    const first = judge(claim({ hour: ended }), failed).change;
    expect(first.hour).toMatchObject({ ended, running: { hour: slot, good: 0, failed: 1 } });
    const second = judge(claim({ hour: first.hour?.running ?? null }), failed).change;
    expect(second.hour).toMatchObject({ ended: null, running: { hour: slot, failed: 2 } });
  });

  it('keeps our own delay with the check, and the wish to be left alone with the schedule', () => {
    const finished = { claimed: claim(), slot, startedAt: slot, endedAt: plus(2) };
    const result = { ...failed, retryAfterMs: 60_000 };
    const { change } = judgeCheck(deps, { ...finished, result, loopDelayMs: 240.4 });
    expect(change.check).toMatchObject({ loopDelayMs: 240 });
    expect(change.check).not.toHaveProperty('retryAfterMs');
    expect(change.schedule?.urgent?.slot).toEqual(plus(62));
    expect(judge(claim(), failed).change.check).not.toHaveProperty('loopDelayMs');
  });

  it.each([
    ['was noticed', { status: 'unknown', statusSince: plus(900) }],
    ['went by unnoticed', { status: 'up', statusSince: plus(-60) }],
  ] as const)('counts a missed stretch as unknown time when it %s', (_name, status) => {
    const hour = { hour: slot, good: 1, failed: 0, inconclusive: 0, timed: 1, sumMs: 5, maxMs: 5 };
    const target = targetRecord({
      state: { ...targetRecord().state, ...status, lastSlot: slot, lastConclusiveSlot: slot },
      schedule: { dueAt: plus(300), urgent: null, lease: null, silentAt: plus(900) },
    });
    const answer = { ...failed, outcome: 'ok', failure: null, latencyMs: 5 } as const;
    const { change } = judge(claim({ target, hour }), answer, plus(3_300));
    expect(change.state).toMatchObject({ status: 'up', statusSince: plus(3_300) });
    expect(change.gap).toEqual({ from: plus(900), to: plus(3_300) });
    // The slots between are in neither part of the uptime.
    expect(change.hour?.running).toMatchObject({ good: 2, failed: 0, inconclusive: 0 });
  });

  it('has no gap while results come', () => {
    const schedule = { dueAt: slot, urgent: null, lease: null, silentAt: plus(1) };
    const target = targetRecord({ schedule });
    expect(judge(claim({ target }), failed).change).not.toHaveProperty('gap');
  });

  it('writes a new schedule and nothing else for a stale slot', () => {
    const state = { ...targetRecord().state, lastSlot: slot };
    const { change } = judge(claim({ target: targetRecord({ state }) }), failed);
    expect(Object.keys(change)).toEqual(['schedule']);
  });
});
