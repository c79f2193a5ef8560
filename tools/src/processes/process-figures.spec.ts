import { describe, expect, it } from 'vitest';
import { cpuOfTree, parseStat } from './process-figures.ts';

describe('parseStat', () => {
  it('adds own time and that of ended children, whatever the name looks like', () => {
    const line = '42 (a (b) c) S 7 42 42 0 -1 4194304 1 2 3 4 100 20 3 4 20 0 1 0 5 6 7';
    expect(parseStat(line)).toEqual({ parent: 7, cpuMs: 1_270 });
  });
});

describe('cpuOfTree', () => {
  it.runIf(process.platform === 'linux')('knows this process', () => {
    const { user, system } = process.cpuUsage();
    expect(cpuOfTree(process.pid)).toBeGreaterThan(((user + system) / 1_000) * 0.5);
  });
});
