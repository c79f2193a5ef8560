import { describe, expect, it } from 'vitest';
import { PARTS, readOptions } from './options.ts';

describe('the options of the benchmark of alerts', () => {
  it("has the bars' own figures where nothing is said", () => {
    expect(readOptions([])).toMatchObject({ targets: 5_000, alerts: 10_000, parts: PARTS });
  });

  it('takes smaller figures and some parts', () => {
    const options = readOptions(['--targets', '50', '--only', 'storm,kill', '--strict']);
    expect(options).toMatchObject({ targets: 50, parts: ['storm', 'kill'], isStrict: true });
  });

  it.each([[['--only', 'sleep']], [['--alerts', 'many']]])('refuses %j', (args) => {
    expect(() => readOptions(args)).toThrow(/npm run bench alerts/);
  });
});
