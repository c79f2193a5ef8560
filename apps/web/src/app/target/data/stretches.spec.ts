import type { Alert, ChartPoint } from '@app/domain';
import { describe, expect, it } from 'vitest';
import { anAlert, minutesAgo } from '../../../testing/samples';
import { type Stretch, stretchesOf } from './stretches';

const since = minutesAgo(60);
const end = minutesAgo(20);
const points = [{ at: minutesAgo(90) } as ChartPoint];
const active = { pausedAt: null };

const outagesOf = (change: Partial<Alert>): Stretch[] =>
  stretchesOf({ points, gaps: [] }, [anAlert({ since, ...change })], active);

describe('stretchesOf', () => {
  it.each([
    ['a recovered one has ended', { resolvedAt: end, resolution: 'recovered' }],
    [
      'an acknowledged one ends with its condition',
      { resolvedAt: minutesAgo(40), resolution: 'acknowledged', endedAt: end },
    ],
  ] as const)('tells of outages: %s', (_, change) => {
    const alert = { ...change, state: 'resolved' } as const;
    expect(outagesOf(alert)).toEqual([{ kind: 'down', from: since, to: end }]);
  });

  it.each([
    ['an open alert', {}],
    ['an acknowledged one', { state: 'resolved', resolvedAt: end, resolution: 'acknowledged' }],
  ] as const)('tells of outages: %s lasts', (_, change) => {
    const before = Date.now();
    expect(outagesOf(change)[0]?.to.getTime()).toBeGreaterThanOrEqual(before);
  });

  it('takes only alerts of outages for outages', () => {
    expect(outagesOf({ kind: 'persistent' })).toEqual([]);
    expect(outagesOf({ kind: 'slow' })).toEqual([]);
  });

  it('puts what was missed above outages, and a pause above all', () => {
    const gaps = [{ from: minutesAgo(50), to: minutesAgo(40) }];
    const paused = { pausedAt: minutesAgo(5) };
    const kinds = stretchesOf({ points, gaps }, [anAlert({ since })], paused);
    expect(kinds.map(({ kind }) => kind)).toEqual(['down', 'unknown', 'paused']);
  });

  it('begins where the chart begins, and leaves out what was before', () => {
    const start = { at: minutesAgo(45) } as ChartPoint;
    const gaps = [
      { from: minutesAgo(80), to: minutesAgo(70) },
      { from: since, to: end },
    ];
    const [first, ...others] = stretchesOf({ points: [start], gaps }, [], active);
    expect(first).toEqual({ kind: 'unknown', from: start.at, to: end });
    expect(others).toEqual([]);
    expect(stretchesOf({ points: [], gaps }, [], active)).toEqual([]);
  });
});
