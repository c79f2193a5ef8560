import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Gap } from '../../stats/gaps.ts';
import { MIN_FAILURE_DISTANCE_MS, transition } from './machine.ts';
import { openAlertIds } from './slowness.ts';
import { initialState, type StatusState } from './state.ts';
import type { StatusEffect, StatusEvent, StatusRules } from './transition.ts';

interface Step {
  wait: number;
  what: StatusEvent['type'] | 'late';
  outcome: 'ok' | 'slow' | 'failed' | 'inconclusive';
}

const steps = fc.array(
  fc.record<Step>({
    wait: fc.oneof(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 41, max: 4_000 })),
    what: fc.oneof(
      { weight: 12, arbitrary: fc.constant('result' as const) },
      fc.constantFrom('silence', 'pause', 'resume', 'edit', 'late'),
    ),
    outcome: fc.constantFrom('ok', 'slow', 'failed', 'failed', 'inconclusive'),
  }),
  { maxLength: 60 },
);
const settings = fc.record({
  failuresToDown: fc.integer({ min: 1, max: 5 }),
  successesToUp: fc.integer({ min: 1, max: 4 }),
  intervalSeconds: fc.constantFrom(20, 60, 300),
  alertWhenSlow: fc.boolean(),
});

interface Seen {
  before: StatusState;
  state: StatusState;
  effects: StatusEffect[];
  gap: Gap | null;
  event: StatusEvent;
}

function play(script: Step[], over: Omit<StatusRules, 'newAlertId'>): Seen[] {
  let ids = 0;
  let now = Date.UTC(2026, 0, 1);
  const rules: StatusRules = { ...over, newAlertId: () => `alert-${++ids}` };
  let state = initialState(new Date(now));
  return script.map((step) => {
    now += step.wait * 1_000;
    const at = new Date(now);
    const slot = step.what === 'late' ? new Date(now - 50_000_000) : at;
    const event: StatusEvent =
      step.what === 'result' || step.what === 'late'
        ? { type: 'result', slot, at, outcome: step.outcome }
        : { type: step.what, at };
    const before = state;
    const moved = transition(before, event, rules);
    state = moved.state;
    return { before, state, effects: moved.effects, gap: moved.gap, event };
  });
}

const check = (property: (seen: Seen[], over: Omit<StatusRules, 'newAlertId'>) => void): void => {
  fc.assert(
    fc.property(steps, settings, (script, over) => {
      property(play(script, over), over);
    }),
    { numRuns: 500 },
  );
};

describe('status machine, properties over random histories', () => {
  it('down always has an outage, and up, degraded, pending and paused never have one', () => {
    check((seen) => {
      for (const { state } of seen) {
        if (state.status === 'down') expect(state.outage).not.toBeNull();
        else if (state.status !== 'unknown') expect(state.outage).toBeNull();
      }
    });
  });

  it('an alert opens only when none of its kind is open, and every end names open ones', () => {
    check((seen) => {
      const open = new Map<string, string>();
      for (const { effects, state } of seen) {
        for (const effect of effects) {
          if (effect.type === 'open' || effect.type === 'slow') {
            expect(open.has(effect.type)).toBe(false);
            open.set(effect.type, effect.alertId);
          } else if (effect.type === 'persist') {
            expect(effect.downAlertId).toBe(open.get('open'));
            open.set('persist', effect.alertId);
          } else {
            const known = [...open].filter(([, id]) => effect.alertIds.includes(id));
            expect(known.map(([, id]) => id).sort()).toEqual([...effect.alertIds].sort());
            for (const [kind] of known) open.delete(kind);
          }
        }
        // What is open is known, so that a pause or a removal ends it; and an outage is never slow as well.
        expect([...open.values()].sort()).toEqual(openAlertIds(state).sort());
        expect(open.has('open') && open.has('slow')).toBe(false);
      }
    });
  });

  it('a target goes down only after enough failures, far enough apart, with nothing good between', () => {
    check((seen, { failuresToDown }) => {
      let run: number[] = [];
      for (const { before, event, effects } of seen) {
        if (event.type === 'pause' || event.type === 'resume' || event.type === 'edit') run = [];
        if (event.type === 'result' && before.status !== 'paused') {
          const isStale = before.lastSlot !== null && event.slot <= before.lastSlot;
          if (!isStale && (event.outcome === 'ok' || event.outcome === 'slow')) run = [];
          if (!isStale && event.outcome === 'failed') run.push(event.slot.getTime());
        }
        if (!effects.some(({ type }) => type === 'open')) continue;
        let counted = 0;
        let last = -Infinity;
        for (const slot of run) {
          if (slot - last < MIN_FAILURE_DISTANCE_MS) continue;
          counted += 1;
          last = slot;
        }
        expect(counted).toBeGreaterThanOrEqual(failuresToDown);
      }
    });
  });

  it('inconclusive results never bring a target down, and never end an outage', () => {
    check((seen) => {
      for (const { before, event, state, effects } of seen) {
        if (event.type !== 'result' || event.outcome !== 'inconclusive') continue;
        expect(effects).toEqual([]);
        if (before.status !== 'down') expect(state.status).not.toBe('down');
      }
    });
  });

  it('gaps are exactly the time in which the status was unknown, up to a first failure of an outage', () => {
    check((seen) => {
      for (const { before, state, gap, event } of seen) {
        const isOver = before.status === 'unknown' && state.status !== 'unknown';
        const failedSince = state.outage?.since ?? event.at;
        const to = failedSince > before.statusSince ? failedSince : event.at;
        if (isOver && before.statusSince < to)
          expect(gap).toEqual({ from: before.statusSince, to });
        else if (before.status !== 'pending' || before.status === state.status) {
          expect(gap).toBeNull();
        }
        if (gap) expect(+gap.to).toBeLessThanOrEqual(+event.at);
      }
    });
  });

  it('slots only grow, and statusSince changes with the status only', () => {
    check((seen) => {
      for (const { before, state } of seen) {
        if (before.lastSlot && state.lastSlot) {
          expect(state.lastSlot.getTime()).toBeGreaterThanOrEqual(before.lastSlot.getTime());
        }
        if (before.status === state.status) expect(state.statusSince).toEqual(before.statusSince);
      }
    });
  });
});
