import { describe, expect, it } from 'vitest';
import { readVerifyTask, reportLines } from './words.ts';

const HASH = 'a'.repeat(64);

describe('readVerifyTask', () => {
  it('reads the end that was noted, and where to look', () => {
    expect(readVerifyTask([])).toEqual({ head: null, mongodb: null });
    expect(readVerifyTask(['--head', `12:${HASH}`, '--mongodb', 'mongodb://h/d'])).toEqual({
      head: { number: 12, hash: HASH },
      mongodb: 'mongodb://h/d',
    });
  });

  it.each([['--head', '12'], ['--head', `0:${HASH}`], ['--what'], ['more']])(
    'shows how to write it: %s',
    (...args) => {
      expect(() => readVerifyTask(args)).toThrow('npm run audit:verify');
    },
  );
});

describe('reportLines', () => {
  const head = { number: 9, hash: HASH };

  it('says that it is whole, and what to note', () => {
    expect(reportLines({ entries: 7, first: 3, head, faults: [] })).toEqual([
      'The audit log is whole: 7 entries, 3 to 9.',
      `Its end, to be noted elsewhere: 9:${HASH}`,
    ]);
    expect(reportLines({ entries: 0, first: null, head: null, faults: [] })).toEqual([
      'The audit log is empty.',
    ]);
  });

  it('says where it is broken', () => {
    const lines = reportLines({
      entries: 7,
      first: 3,
      head,
      faults: [
        { kind: 'missing', number: 1, to: 2 },
        { kind: 'changed', number: 4 },
        { kind: 'unlinked', number: 5 },
        { kind: 'other-head', number: 12 },
      ],
    });
    expect(lines.map((line) => /\d+( to \d+)?/.exec(line)?.[0])).toEqual([
      '1 to 2',
      '4',
      '5',
      '12',
    ]);
    expect(lines.join()).not.toContain('whole');
  });
});
