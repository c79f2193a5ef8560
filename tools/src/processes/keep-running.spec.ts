import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startChild } from './child.ts';
import { keepRunning, type Kept } from './keep-running.ts';
import type { Part, Running } from './part.ts';

const log = { write: () => undefined, lastLine: () => undefined };
const runScript = (code: string): Running =>
  startChild({ args: ['--eval', code], env: process.env, log });

describe('keepRunning', () => {
  let lines: string[];
  let starts: Running[];
  let kept: Kept | undefined;

  beforeEach(() => {
    lines = [];
    starts = [];
    kept = undefined;
  });
  afterEach(async () => {
    await kept?.stop(0);
  });

  const partOf = (next: () => Running): Part => ({
    name: 'worker',
    start: async () => {
      const running = next();
      starts.push(running);
      return running;
    },
  });
  const keep = async (part: Part, healthyAfterMs = 60_000) => {
    kept = await keepRunning(part, {
      onTrouble: (line) => lines.push(line),
      firstPauseMs: 10,
      longestPauseMs: 40,
      healthyAfterMs,
    });
    return kept;
  };

  it('starts a killed process again and says so in one line', async () => {
    await keep(partOf(() => runScript('setInterval(() => {}, 1e6)')));
    starts[0]!.kill();
    await expect.poll(() => starts.length).toBe(2);
    expect(lines).toEqual(['The worker ended (SIGKILL); starting it again in 0.01 s.']);
  });

  it('waits twice as long each time, up to the longest pause', async () => {
    await keep(partOf(() => runScript('process.exit(3)')));
    await expect.poll(() => lines.length).toBeGreaterThanOrEqual(4);
    const pauses = lines.slice(0, 4).map((line) => /\(exit code 3\).* in (.*)\.$/.exec(line)?.[1]);
    expect(pauses).toEqual(['0.01 s', '0.02 s', '0.04 s', '0.04 s']);
  });

  it('begins with the first pause again after a time of health', async () => {
    await keep(
      partOf(() => runScript('process.exit(1)')),
      0,
    );
    await expect.poll(() => lines.length).toBeGreaterThanOrEqual(3);
    expect(new Set(lines.slice(0, 3)).size).toBe(1);
  });

  it('tries again when a restart fails', async () => {
    const part = partOf(() => {
      if (starts.length === 1 && lines.length < 3) throw new Error('no memory');
      return runScript(starts.length === 0 ? '' : 'setInterval(() => {}, 1e6)');
    });
    await keep(part);
    await expect.poll(() => starts.length).toBe(2);
    expect(lines[1]).toContain('The worker did not start: Error: no memory');
  });

  it('rejects when the first start fails', async () => {
    await expect(
      keep(
        partOf(() => {
          throw new Error('no');
        }),
      ),
    ).rejects.toThrow('no');
  });

  it('does not start again what it was told to stop', async () => {
    const worker = await keep(partOf(() => runScript('setInterval(() => {}, 1e6)')));
    await worker.stop(5_000);
    expect(await starts[0]!.exited).toBe('SIGTERM');
    expect(starts).toHaveLength(1);
    expect(lines).toEqual([]);
  });

  it('tells how the first run ended', async () => {
    const worker = await keep(partOf(() => runScript('process.exit(7)')));
    expect(await worker.firstEnd).toBe('exit code 7');
  });
});
