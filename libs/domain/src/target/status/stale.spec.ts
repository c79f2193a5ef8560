import { describe, expect, it } from 'vitest';
import { endedGap, stateAt } from './stale.ts';
import { initialState, type StatusState } from './state.ts';

const T0 = Date.UTC(2026, 0, 1);
const at = (seconds: number): Date => new Date(T0 + seconds * 1_000);
const stateOf = (status: StatusState['status']): StatusState => ({
  ...initialState(at(0)),
  status,
});

describe('stateAt', () => {
  it.each(['pending', 'up', 'degraded', 'down'] as const)(
    'is unknown from the end of patience on: %s',
    (status) => {
      const state = stateOf(status);
      expect(stateAt(state, at(900), at(899))).toBe(state);
      expect(stateAt(state, at(900), at(4_000))).toEqual({
        ...state,
        status: 'unknown',
        statusSince: at(900),
      });
    },
  );

  it('stays what it was while paused, when it was unknown before, and when nothing is due', () => {
    for (const status of ['paused', 'unknown'] as const) {
      expect(stateAt(stateOf(status), at(900), at(4_000))).toEqual(stateOf(status));
    }
    expect(stateAt(stateOf('up'), null, at(4_000))).toEqual(stateOf('up'));
  });
});

describe('endedGap', () => {
  const unknown = { ...stateOf('unknown'), statusSince: at(900) };

  it('lasts from the time since which nothing was known', () => {
    expect(endedGap(unknown, stateOf('up'), at(1_000))).toEqual({ from: at(900), to: at(1_000) });
  });

  it('is none while it lasts, without one, and for a clock that was set back', () => {
    expect(endedGap(unknown, unknown, at(1_000))).toBeNull();
    expect(endedGap(stateOf('up'), stateOf('down'), at(1_000))).toBeNull();
    expect(endedGap(unknown, stateOf('up'), at(800))).toBeNull();
  });

  it('is the wait for a first check that does not come at once', () => {
    const pending = stateOf('pending');
    expect(endedGap(pending, stateOf('up'), at(60))).toBeNull();
    expect(endedGap(pending, stateOf('up'), at(61))).toEqual({ from: at(0), to: at(61) });
    expect(endedGap(pending, pending, at(4_000))).toBeNull();
  });

  it('ends with the first failure of an outage, unless the outage is older', () => {
    const down = (since: Date): StatusState => ({
      ...stateOf('down'),
      outage: {
        ...{ since, alertId: 'a', openedAt: at(1_000) },
        ...{ persistentStep: -1, persistentAlertId: null },
      },
    });
    expect(endedGap(unknown, down(at(950)), at(1_000))).toEqual({ from: at(900), to: at(950) });
    expect(endedGap(unknown, down(at(100)), at(1_000))).toEqual({ from: at(900), to: at(1_000) });
  });
});
