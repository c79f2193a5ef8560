import { describe, expect, it } from 'vitest';
import { readOptions } from './options.ts';

describe('readOptions', () => {
  it('has a short run as default', () => {
    expect(readOptions([])).toEqual({
      targets: 5_000,
      intervalSeconds: 20,
      seconds: 30,
      areNames: false,
      isStrict: false,
      profileTo: null,
    });
  });

  it('reads what is named', () => {
    const options = readOptions(['--targets', '100', '--seconds=600', '--strict']);
    expect(options).toMatchObject({ targets: 100, seconds: 600, isStrict: true });
  });

  it('takes a length in minutes', () => {
    expect(readOptions(['--minutes', '10'])).toMatchObject({ seconds: 600 });
  });

  it.each([
    ['--targets', '0'],
    ['--minutes', 'few'],
    ['--interval', '1.5'],
    ['--seconds', 'long'],
    ['--fast'],
  ])('refuses %s %s and shows how to write it', (...args) => {
    expect(() => readOptions(args)).toThrow('npm run bench checks');
  });
});
