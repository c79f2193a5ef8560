import { describe, expect, it } from 'vitest';
import { aPoint, aStretch } from '../../../testing/story-samples';
import { chartText, keyTexts, pointAt, readOut } from './chart-text';

const at = (clock: string): Date => new Date(`2026-03-03T${clock}:00`);
const NO_PEAKS = { top: 100, peaks: [] };
const points = [
  aPoint({ at: at('10:00'), avgMs: 80, maxMs: 100 }),
  aPoint({ at: at('10:05'), avgMs: null, minMs: null, maxMs: null, checks: 0 }),
  aPoint({ at: at('10:10'), avgMs: 100, maxMs: 1_240, checks: 3, failed: 2 }),
];
const spaces = (text: string): string => text.replaceAll('\u00a0', ' ');

describe('the key to a chart', () => {
  const textsOf = (...given: Parameters<typeof keyTexts>): string[] =>
    keyTexts(...given).map(({ text }) => spaces(text));

  it('says how often it was down and how long, also where a gap lies within', () => {
    const stretches = [
      aStretch({ from: at('09:00'), to: at('09:05'), alertId: 'a' }),
      aStretch({ kind: 'unknown', from: at('09:05'), to: at('09:10') }),
      aStretch({ from: at('09:10'), to: at('09:12'), alertId: 'a' }),
    ];
    expect(textsOf(points.slice(0, 2), stretches, NO_PEAKS)).toEqual([
      '1 outage, 7 min',
      'Not monitored for 5 min',
    ]);
  });

  it('names pauses, windows of maintenance, failures that were no outage, and peaks', () => {
    const stretches = [
      aStretch({ kind: 'paused', from: at('08:00'), to: at('09:00') }),
      aStretch({ kind: 'maintenance', from: at('08:00'), to: at('09:00'), name: 'Move' }),
    ];
    expect(textsOf(points, stretches, { top: 200, peaks: [2] })).toEqual([
      'Paused for 1 h',
      'Maintenance (Move) for 1 h',
      '2 failed checks outside of outages',
      '1 peak beyond the top, 1.24 s at most',
    ]);
  });

  it('is part of what a screen reader hears', () => {
    expect(spaces(chartText(points, keyTexts(points, [], NO_PEAKS)))).toBe(
      'Response time: 90 ms on average, 1.24 s at most, no outage, 2 failed checks outside of outages',
    );
    const busy = aPoint({ at: at('10:15'), avgMs: 300, maxMs: 400, checks: 4, failed: 1 });
    expect(spaces(chartText([points[0]!, busy], []))).toContain('245 ms on average');
    expect(chartText([], [])).toBe('No successful checks in this period, no outage');
  });
});

describe('the read-out', () => {
  const now = at('11:00');

  it('says of one check how long it took, and of several more', () => {
    expect(spaces(readOut(points[0]!, [], now))).toBe('10:00 · 80 ms · 1 check');
    expect(spaces(readOut(points[2]!, [], now))).toBe(
      '10:10 · 100 ms on average, 70 ms to 1.24 s, 95 % within 110 ms · 3 checks, 2 failed',
    );
  });

  it('says what went on where there was no answer', () => {
    const stretches = [
      aStretch({ kind: 'unknown', from: at('10:03'), to: at('10:08') }),
      aStretch({ kind: 'maintenance', from: at('10:00'), to: at('10:06'), name: 'Move' }),
    ];
    expect(readOut(points[1]!, stretches, now)).toBe('10:05 · no checks · Not monitored · Move');
  });

  it('is of the point that an instant lies in', () => {
    expect(pointAt(points, at('10:07'))).toBe(1);
    expect(pointAt(points, at('09:00'))).toBe(0);
    expect(pointAt(points, at('12:00'))).toBe(2);
  });
});
