import { expect, it } from 'vitest';
import { initialState, type Outage } from '../target/status/state.ts';
import { isLeftOver, withoutOutage } from './after-restore.ts';

const T0 = new Date('2026-01-01T00:00:00Z');
const outage = (change: Partial<Outage> = {}): Outage => ({
  ...{ since: T0, alertId: 'a', openedAt: T0, persistentStep: -1, persistentAlertId: null },
  ...change,
});
const state = (change: Partial<ReturnType<typeof initialState>> = {}) => ({
  ...initialState(T0),
  ...change,
});
const DOWN = { id: 'a', kind: 'down' } as const;

it.each([
  ['of this outage', DOWN, state({ outage: outage() }), false],
  ['of a target that is up', DOWN, state(), true],
  ['of another outage', DOWN, state({ outage: outage({ alertId: 'b' }) }), true],
  [
    'of a later outage that it stands for',
    { ...DOWN, outageIds: ['a', 'b'] },
    state({ outage: outage({ alertId: 'b' }) }),
    false,
  ],
  [
    'of a site that goes up and down',
    { ...DOWN, flapping: { changes: 3, changedAt: T0, isUp: true, since: T0 } },
    state(),
    false,
  ],
  ['of a slow target', { id: 'a', kind: 'slow' }, state({ slowAlertId: 'a' }), false],
  ['of one that is slow no more', { id: 'a', kind: 'slow' }, state(), true],
  [
    'of a long outage',
    { id: 'p', kind: 'persistent' },
    state({ outage: outage({ persistentAlertId: 'p' }) }),
    false,
  ],
  ['of a long outage that is over', { id: 'p', kind: 'persistent' }, state(), true],
  ['of a certificate', { id: 'a', kind: 'certificate' }, state(), false],
] as [string, Parameters<typeof isLeftOver>[0], ReturnType<typeof state>, boolean][])(
  'an alert %s is left over: %#',
  (_what, alert, of, expected) => {
    expect(isLeftOver(alert, of)).toBe(expected);
  },
);

it('leaves what was measured when it takes an outage back', () => {
  const later = new Date('2026-01-02T00:00:00Z');
  const down = state({ status: 'down', failures: 5, outage: outage(), lastSlot: T0 });
  expect(withoutOutage(down, later)).toEqual(
    state({ statusSince: later, lastSlot: T0, outage: null }),
  );
});
