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

  it.each([
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
