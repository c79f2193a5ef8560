import { describe, expect, it } from 'vitest';
import { conditionEnd, endingOf } from './ending.ts';

const resolvedAt = new Date('2026-01-31T14:00:00Z');
const endedAt = new Date('2026-01-31T15:00:00Z');

describe('why a condition ended', () => {
  it.each([
    ['an open alert', { resolution: null, endedAt: null }, null],
    ['one that was taken on and lasts', { resolution: 'acknowledged', endedAt: null }, null],
    [
      'one that was taken on and recovered',
      { resolution: 'acknowledged', ending: 'recovered', endedAt },
      'recovered',
    ],
    [
      'one that was taken on and paused',
      { resolution: 'acknowledged', ending: 'paused', endedAt },
      'paused',
    ],
    [
      'one of an older version that was taken on',
      { resolution: 'acknowledged', endedAt },
      'unknown',
    ],
    ['one of an older version that recovered', { resolution: 'recovered', endedAt }, 'recovered'],
    ['one of an older version that was paused', { resolution: 'paused', endedAt }, 'paused'],
  ] as const)('of %s', (_what, alert, ending) => {
    expect(endingOf(alert)).toBe(ending);
  });
});

describe('when a condition ended', () => {
  it.each([
    ['recovered', endedAt],
    ['renewed', endedAt],
    ['paused', null],
    ['deleted', null],
    ['superseded', null],
  ] as const)('that %s', (resolution, expected) => {
    expect(conditionEnd({ resolution, resolvedAt, endedAt })).toEqual(expected);
    const takenOn = { resolution: 'acknowledged', ending: resolution } as const;
    expect(conditionEnd({ ...takenOn, resolvedAt, endedAt })).toEqual(expected);
  });

  it('is not known while a person has taken it on', () => {
    expect(conditionEnd({ resolution: 'acknowledged', resolvedAt, endedAt: null })).toBeNull();
    expect(conditionEnd({ resolution: null, resolvedAt: null, endedAt: null })).toBeNull();
  });
});
