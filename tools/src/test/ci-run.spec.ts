import { execFile } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { inWorkspace } from '../workspace.ts';

let clone = '';
beforeEach(() => {
  clone = fs.mkdtempSync(path.join(os.tmpdir(), 'ci-'));
  fs.mkdirSync(path.join(clone, '.ci'));
  fs.copyFileSync(inWorkspace('.ci', 'run'), path.join(clone, '.ci', 'run'));
});
afterEach(() => fs.rmSync(clone, { recursive: true, force: true }));

/** Runs a step of it with an `npm` that says some lines and fails; returns what is said after the step. */
function saidAtTheEnd(step: string, lines: readonly string[]): Promise<string> {
  fs.writeFileSync(path.join(clone, 'lines'), `${lines.join('\n')}\n`);
  fs.writeFileSync(path.join(clone, 'npm'), '#!/bin/sh\ncat lines\nexit 1\n', { mode: 0o755 });
  const env = {
    PATH: `${clone}:${process.env['PATH'] ?? ''}`,
    CI_ONLY: `^${step}$`,
    // Nothing is installed for a step that is not run.
    CHROMIUM_PATH: process.execPath,
  };
  return new Promise((resolve) => {
    execFile('bash', [path.join(clone, '.ci', 'run')], { env }, (_, stdout) => {
      resolve(stdout.slice(stdout.lastIndexOf(`=== ${step}: FAILED`)));
    });
  });
}

const noise = Array.from({ length: 200 }, (_, line) => `nothing of note ${line}`);

describe.skipIf(process.platform === 'win32')('the end of a failed run of everything', () => {
  it('lists the tests that failed, and nothing of what passed', async () => {
    const list = ['Tests that failed:', '', '  libs/a.spec.ts: adds', '      expected 1 to be 2'];
    const said = await saidAtTheEnd('test', [...noise, ...list, '', '7 passed, 1 failed']);
    expect(said).toContain('=== why test failed\nTests that failed:\n\n  libs/a.spec.ts: adds\n');
    expect(said).not.toContain('nothing of note');
    expect(said.trimEnd().split('\n').at(-1)).toBe('7 passed, 1 failed');
  });

  it('has the last lines of another step, and those before that name an error', async () => {
    const said = await saidAtTheEnd('format', ['src/a.ts(1,2): error TS1: Wrong.', ...noise]);
    expect(said).toContain('=== why format failed\nsrc/a.ts(1,2): error TS1: Wrong.\n');
    expect(said).toContain('nothing of note 199\n');
    expect(said).not.toContain('nothing of note 169\n');
    expect(said.trimEnd().split('\n').at(-1)).toBe('0 passed, 1 failed');
  });
});
