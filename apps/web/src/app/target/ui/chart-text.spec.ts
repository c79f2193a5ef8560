import type { ChartPoint } from '@app/domain';
import { describe, expect, it } from 'vitest';
import { minutesAgo } from '../../../testing/samples';
import type { Stretch, StretchKind } from '../data/stretches';
import { chartText, shadeTexts } from './chart-text';

const lasting = (kind: StretchKind, from: number, to: number): Stretch => ({
  kind,
  from: minutesAgo(from),
  to: minutesAgo(to),
});
const point = (avgMs: number | null, maxMs: number | null): ChartPoint =>
  ({ avgMs, maxMs }) as ChartPoint;

describe('shadeTexts', () => {
  it('counts outages and sums the time of what was missed', () => {
    const stretches = [
      lasting('down', 60, 50),
      lasting('unknown', 45, 15),
      lasting('down', 40, 30),
      lasting('unknown', 12, 10),
      lasting('paused', 5, 0),
    ];
    expect(shadeTexts(stretches)).toEqual([
      { kind: 'down', text: '2 outages' },
      { kind: 'unknown', text: 'Not monitored for 32\u00a0min' },
      { kind: 'paused', text: 'Paused for 5\u00a0min' },
    ]);
    expect(shadeTexts([])).toEqual([]);
  });
});

describe('chartText', () => {
  it('says what the lines and the shades show', () => {
    const points = [point(100, 300), point(null, null), point(200, 1_200)];
    expect(chartText(points, shadeTexts([lasting('unknown', 45, 15)]))).toBe(
      'Response time: 150\u00a0ms on average, 1.20\u00a0s at most, no outage, Not monitored for 30\u00a0min',
    );
    expect(chartText([point(null, null)], shadeTexts([lasting('down', 45, 15)]))).toBe(
      'No successful checks in this period, 1 outage',
    );
  });
});
