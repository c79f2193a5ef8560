import { describe, expect, it } from 'vitest';
import { followRecords } from './follow-records.ts';
import type { RecordChange, RecordMemory } from './schema.ts';

const AT = new Date('2026-03-01T12:00:00Z');
const times = (count: number, ...values: string[]): string[][] =>
  Array<string[]>(count).fill(values);

/** What is told of daily answers: `day: +added -removed`, and a `~` where the records vary. */
function told(answers: readonly (readonly string[])[]): string[] {
  let memory: RecordMemory | null = null;
  const lines: string[] = [];
  for (const [index, values] of answers.entries()) {
    const followed: { memory: RecordMemory; change: RecordChange | null } = followRecords(
      memory,
      { name: 'shop.test', record: 'A', values },
      AT,
    );
    memory = followed.memory;
    const { change } = followed;
    if (!change) continue;
    const parts = [
      ...change.added.map((value) => `+${value}`),
      ...change.removed.map((value) => `-${value}`),
      ...(change.varies ? ['~'] : []),
    ];
    lines.push(`${index + 1}: ${parts.join(' ')}`);
  }
  return lines;
}

/** Numbers that look random and are the same in each run. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const SIX = ['1', '2', '3', '4', '5', '6'];

describe('the records of a name', () => {
  it.each([
    ['that stay', times(30, 'a', 'b'), []],
    ['in another order', [...times(3, 'a', 'b'), ...times(9, 'b', 'a')], []],
    ['that move', [...times(5, 'a'), ...times(5, 'b')], ['7: +b -a']],
    ['that are away for a day', [...times(5, 'a'), ['b'], ...times(5, 'a')], []],
    ['that move on the second day', [...times(1, 'a'), ...times(16, 'b')], ['15: +b -a']],
    [
      'that move back',
      [...times(5, 'a'), ...times(5, 'b'), ...times(5, 'a')],
      ['7: +b -a', '12: +a -b'],
    ],
    ['of which one goes', [...times(5, 'a', 'b'), ...times(3, 'a')], ['7: -b']],
    ['of which one is replaced', [...times(5, 'a', 'b'), ...times(3, 'a', 'c')], ['7: +c -b']],
    ['that get another one for good', [...times(5, 'a'), ...times(14, 'a', 'b')], ['19: +b']],
    ['that get another one for a while', [...times(5, 'a'), ...times(9, 'a', 'b'), ['a']], []],
    [
      'that move with both for a while',
      [...times(5, 'a'), ...times(5, 'a', 'b'), ...times(5, 'b')],
      ['12: +b -a'],
    ],
    [
      'that are away for two days and back',
      [...times(5, 'a'), ...times(2), ...times(5, 'a')],
      ['7: -a', '10: +a'],
    ],
    [
      'that are others for two days',
      [...times(5, 'a'), ...times(2, 'b'), ...times(5, 'a')],
      ['7: +b -a', '10: +a -b'],
    ],
    ['that are all gone', [...times(4, 'a'), ...times(3)], ['6: -a']],
    ['that appear', [...times(4), ...times(3, 'a')], ['6: +a']],
    ['that never were', times(30), []],
    [
      'that move after an odd day weeks ago',
      [...times(20, 'a'), ['b'], ...times(20, 'a'), ...times(3, 'b')],
      ['43: +b -a'],
    ],
    [
      'that move among others each day, and stay then',
      [...times(5, 'a'), ['b'], ['c'], ['d'], ['d'], ['d']],
      ['7: +b +c -a'],
    ],
  ] as [string, string[][], string[]][])('%s', (_, answers, lines) => {
    expect(told(answers)).toEqual(lines);
  });

  it('rotate without a word: two of six at a time, in turn', () => {
    const answers = Array.from({ length: 60 }, (_, day) => [
      SIX[(2 * day) % 6] ?? '',
      SIX[(2 * day + 1) % 6] ?? '',
    ]);
    expect(told(answers)).toEqual([]);
  });

  it.each([1, 2, 3, 4, 5, 6, 7, 8])(
    'rotate without a word: two of six at a time, by chance (%i)',
    (seed) => {
      const number = numbers(seed);
      const answers = Array.from({ length: 365 }, () => {
        const first = number(6);
        const second = (first + 1 + number(5)) % 6;
        return [SIX[first] ?? '', SIX[second] ?? ''];
      });
      expect(told(answers)).toEqual([]);
    },
  );

  it('that are others each day are told three times, then said to vary', () => {
    const answers = Array.from({ length: 100 }, (_, day) => [`${day}`]);
    const lines = told(answers);
    expect(lines).toHaveLength(3);
    expect(lines.map((line) => line.endsWith('~'))).toEqual([false, false, true]);
  });

  it('are told again once they have been quiet for a week', () => {
    const varying = Array.from({ length: 40 }, (_, day) => [`${day}`]);
    const lines = told([...varying, ...times(12, 'a'), ...times(3, 'b')]);
    expect(lines).toHaveLength(4);
    expect(lines.at(-1)).toBe('54: +b -a');
  });

  it('are remembered within bounds', () => {
    let memory: RecordMemory | null = null;
    for (let day = 0; day < 50; day++) {
      const values = Array.from({ length: 40 }, (_, i) => `${day}.${i}`);
      memory = followRecords(memory, { name: 'shop.test', record: 'A', values }, AT).memory;
    }
    expect(memory?.values.length).toBeLessThanOrEqual(16);
    expect(memory?.answers.length).toBeLessThanOrEqual(10);
    expect(memory?.answers.every(({ values }) => values.length <= 16)).toBe(true);
  });
});
