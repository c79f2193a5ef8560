import { describe, expect, it } from 'vitest';
import { type Gap, gapsWithin, unknownMs } from './gaps.ts';

const DAY = 86_400;
const at = (seconds: number): Date => new Date(Date.UTC(2026, 0, 2) + seconds * 1_000);
const gap = (from: number, to: number): Gap => ({ from: at(from), to: at(to) });
const UP = { status: 'up', statusSince: at(0) } as const;

describe('gapsWithin', () => {
  it('cuts gaps to a stretch, and ends the open one with it', () => {
    const unknown = { status: 'unknown', statusSince: at(900) } as const;
    const gaps = [gap(0, 50), gap(100, 200), gap(500, 650)];
    expect(gapsWithin(gaps, unknown, gap(150, 1_000))).toEqual([
      gap(150, 200),
      gap(500, 650),
      gap(900, 1_000),
    ]);
    expect(gapsWithin(gaps, unknown, gap(0, 600)).at(-1)).toEqual(gap(500, 600));
  });
});

describe('unknownMs', () => {
  it.each<[string, Gap, number]>([
    ['holds all of them', gap(0, DAY), 250],
    ['cuts what begins before', gap(150, DAY), 200],
    ['cuts what ends after', gap(0, 520), 120],
    ['lies between', gap(300, 400), 0],
  ])('sums the gaps of a stretch that %s', (_name, within, seconds) => {
    expect(unknownMs([gap(100, 200), gap(500, 650)], UP, within)).toBe(seconds * 1_000);
  });

  it('counts the one that has not ended', () => {
    const unknown = { status: 'unknown', statusSince: at(900) } as const;
    expect(unknownMs([gap(100, 200)], unknown, gap(0, 1_000))).toBe(200_000);
    expect(unknownMs([], unknown, gap(0, 800))).toBe(0);
  });
});
