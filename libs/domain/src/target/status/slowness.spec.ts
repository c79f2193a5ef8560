import { describe, expect, it } from 'vitest';
import { transition } from './machine.ts';
import { initialState, type StatusState } from './state.ts';
import type { StatusEffect, StatusEvent, StatusRules } from './transition.ts';

const T0 = Date.UTC(2026, 0, 1);
const at = (seconds: number): Date => new Date(T0 + seconds * 1_000);

type What = 'ok' | 'slow' | 'failed' | 'inconclusive' | 'pause' | 'resume' | 'silence';

/** One event every five minutes; the effects of each, and the state after the last. */
function play(script: readonly What[], over: Partial<StatusRules> = {}) {
  let ids = 0;
  const rules: StatusRules = {
    ...{ failuresToDown: 2, successesToUp: 1, intervalSeconds: 300, alertWhenSlow: true },
    newAlertId: () => `alert-${++ids}`,
    ...over,
  };
  let state: StatusState = initialState(at(0));
  const effects = script.map((what, index): StatusEffect[] => {
    const when = at(index * 300);
    const event: StatusEvent =
      what === 'pause' || what === 'resume' || what === 'silence'
        ? { type: what, at: when }
        : { type: 'result', slot: when, at: when, outcome: what };
    const moved = transition(state, event, rules);
    state = moved.state;
    return moved.effects;
  });
  return { effects, state };
}

const opened: StatusEffect = { type: 'slow', alertId: 'alert-1', since: at(300) };
const ended = (resolution: 'recovered' | 'paused' | 'superseded'): StatusEffect => ({
  type: 'end',
  alertIds: ['alert-1'],
  resolution,
});

describe('a slow alert', () => {
  it('opens once, after as many slow checks in a row as failed ones make an outage', () => {
    const { effects, state } = play(['ok', 'slow', 'slow', 'slow', 'inconclusive', 'slow']);
    expect(effects).toEqual([[], [], [opened], [], [], []]);
    expect(state).toMatchObject({ status: 'degraded', slowAlertId: 'alert-1' });
  });

  it('does not open while the switch is off', () => {
    expect(play(['ok', 'slow', 'slow', 'slow'], { alertWhenSlow: false }).effects.flat()).toEqual(
      [],
    );
  });

  it('counts slow checks in a row only', () => {
    expect(play(['ok', 'slow', 'ok', 'slow', 'failed', 'slow']).effects.flat()).toEqual([]);
  });

  it('ends after as many good checks in a row as it takes to come back', () => {
    const script = ['ok', 'slow', 'slow', 'ok', 'slow', 'ok', 'failed', 'ok', 'ok'] as const;
    const { effects, state } = play(script, { successesToUp: 2 });
    expect(effects.slice(2)).toEqual([[opened], [], [], [], [], [], [ended('recovered')]]);
    expect(state).toMatchObject({ status: 'up', successes: 0, slows: 0 });
    expect(state).not.toHaveProperty('slowAlertId');
    expect(state).not.toHaveProperty('firstSlowAt');
  });

  it('gives way to the alert of an outage', () => {
    const { effects, state } = play(['ok', 'slow', 'slow', 'failed', 'failed', 'slow']);
    expect(effects.slice(3)).toEqual([
      [],
      [{ type: 'open', alertId: 'alert-2', since: at(900) }, ended('superseded')],
      [{ type: 'end', alertIds: ['alert-2'], resolution: 'recovered' }],
    ]);
    expect(state.slowAlertId).toBeUndefined();
  });

  it('ends with a pause, and is not known afterwards', () => {
    const { effects, state } = play(['ok', 'slow', 'slow', 'pause', 'resume', 'ok']);
    expect(effects.slice(3)).toEqual([[ended('paused')], [], []]);
    expect(state).not.toHaveProperty('slowAlertId');
  });

  it('stays open while nobody looks', () => {
    const { effects, state } = play(['ok', 'slow', 'slow', 'silence', 'slow', 'ok']);
    expect(effects.slice(3)).toEqual([[], [], [ended('recovered')]]);
    expect(state.status).toBe('up');
  });
});
