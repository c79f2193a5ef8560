import { describe, expect, it } from 'vitest';
import { atMost, linesOf, medianRow } from './rows.ts';

describe('medianRow', () => {
  it('is held to its bar by the median, and told with the least and the most', () => {
    const { lines, missed } = linesOf([medianRow('ratio', [2.5, 1.5, 1.75], 'x', atMost(2))]);
    expect(missed).toBe(0);
    expect(lines[0]).toMatch(/1\.750 x {2}met.*1\.500 to 2\.500/);
  });

  it('takes the middle of an even number', () => {
    expect(medianRow('ratio', [4, 1, 2, 3], 'x').value).toBe(2.5);
  });

  it('meets no bar where nothing was measured', () => {
    expect(linesOf([medianRow('ratio', [], 'x', atMost(2))]).missed).toBe(1);
  });
});
