import { describe, expect, it } from 'vitest';
import { byBytes, fitLines } from './fit-lines.ts';

const andMore = (count: number): string => `and ${count} more`;
const lengthOf = (lines: readonly string[]): number => lines.join('\n').length;

describe('fitLines', () => {
  it('keeps what fits as it is', () => {
    expect(fitLines(['one', 'two'], { max: 8, andMore })).toEqual(['one', 'two']);
    expect(fitLines([], { max: 8, andMore })).toEqual([]);
  });

  it('cuts the longest first, so that each is named', () => {
    const lines = ['Down: a', `Down: b - ${'why '.repeat(40)}`, `Down: c - ${'why '.repeat(40)}`];
    const fitted = fitLines(lines, { max: 100, andMore });
    expect(fitted).toHaveLength(3);
    expect(fitted[0]).toBe('Down: a');
    expect(lengthOf(fitted)).toBeLessThanOrEqual(100);
    expect(lengthOf(fitted)).toBeGreaterThan(90);
  });

  it('counts those for which there is no room at all', () => {
    const lines = Array.from({ length: 500 }, (_, i) => `Down: target number ${i}`);
    const fitted = fitLines(lines, { max: 1_000, andMore });
    expect(lengthOf(fitted)).toBeLessThanOrEqual(1_000);
    expect(fitted.at(-1)).toBe(`and ${500 - fitted.length + 1} more`);
  });

  it('counts as the receiver does', () => {
    const lines = Array.from({ length: 20 }, () => 'ü'.repeat(100));
    const fitted = fitLines(lines, { max: 1_000, lengthOf: byBytes, andMore });
    expect(byBytes(fitted.join('\n'))).toBeLessThanOrEqual(1_000);
    expect(fitted).toHaveLength(20);
  });
});
