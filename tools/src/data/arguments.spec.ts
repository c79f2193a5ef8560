import { describe, expect, it } from 'vitest';
import { readTask } from './arguments.ts';

describe('the command line of data', () => {
  it('names verb, file and database', () => {
    expect(readTask(['export', 'a.jsonl'])).toEqual({
      verb: 'export',
      file: 'a.jsonl',
      mongodb: null,
    });
    expect(readTask(['import', '--mongodb', 'mongodb://db:27017/netumo?x=1', 'b'])).toEqual({
      verb: 'import',
      file: 'b',
      mongodb: 'mongodb://db:27017/netumo?x=1',
    });
  });

  it('names days of the archive', () => {
    const days = { verb: 'restore', first: '2026-01-01', mongodb: null };
    expect(readTask(['restore', '2026-01-01'])).toEqual({ ...days, last: '2026-01-01' });
    expect(readTask(['restore', '2026-01-01', '2026-02-01'])).toEqual({
      ...days,
      last: '2026-02-01',
    });
  });

  it.each([
    [['restore']],
    [['restore', '2026-13-01']],
    [['restore', '2026-01-02', '2026-01-01']],
    [['restore', '2026-01-01', '2026-01-02', 'x']],
    [[]],
    [['export']],
    [['delete', 'a']],
    [['export', 'a', 'b']],
    [['export', 'a', '--x']],
  ])('is refused in words: %j', (args) => {
    expect(() => readTask(args)).toThrow('npm run data:export -- FILE');
  });

  it.each(['localhost', 'mongodb://db', 'mongodb://db/', 'postgres://db/netumo'])(
    'refuses %s as an address',
    (mongodb) => {
      expect(() => readTask(['export', 'a', '--mongodb', mongodb])).toThrow(
        'looks like mongodb://',
      );
    },
  );
});
