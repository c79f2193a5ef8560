import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createCluster } from './cluster.ts';

let folder = '';
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'cluster-'));
});
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

/** Sets a cluster up with a program that says some lines and fails. */
function createWith(lines: readonly string[]): Promise<void> {
  const initdb = path.join(folder, 'initdb');
  fs.writeFileSync(path.join(folder, 'lines'), lines.map((line) => `${line}\n`).join(''));
  fs.writeFileSync(initdb, `#!/bin/sh\ncat "${folder}/lines" >&2\nexit 1\n`, { mode: 0o755 });
  const cluster = path.join(folder, 'cluster');
  return createCluster({ initdb, cluster, password: 'x', runAs: { kind: 'self' } });
}

describe.skipIf(process.platform === 'win32')('a cluster that cannot be set up', () => {
  it.each([
    ['initdb: error: could not write file "x": No space left on device', []],
    ['2026-01-01 FATAL:  could not map anonymous shared memory', ['child process exited with 1']],
  ])('says why, and not what is taken away again: %s', async (reason, more) => {
    const last = `initdb: removing contents of data directory "${folder}"`;
    await expect(createWith(['creating', reason, ...more, last])).rejects.toThrow(reason);
  });

  it('has the last line where none names an error', async () => {
    await expect(createWith(['first', 'killed'])).rejects.toThrow(/could not be set up: killed$/u);
  });
});
