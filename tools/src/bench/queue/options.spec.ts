import { describe, expect, it } from 'vitest';
import { readOptions } from './options.ts';

describe('readOptions', () => {
  it('has a minute of 100,000 targets every 5 minutes as default', () => {
    expect(readOptions([])).toEqual({
      targets: 100_000,
      intervalSeconds: 300,
      minutes: 1,
      isStrict: false,
    });
  });

  it('reads what is named', () => {
    const options = readOptions(['--minutes', '30', '--targets=500', '--strict']);
    expect(options).toMatchObject({ targets: 500, minutes: 30, isStrict: true });
  });

  it.each([['--minutes', '0'], ['--interval', '1.5'], ['--fast']])(
    'refuses %s %s and shows how to write it',
    (...args) => {
      expect(() => readOptions(args)).toThrow('npm run bench queue');
    },
  );
});
