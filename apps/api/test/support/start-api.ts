import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

interface Line {
  level: string;
  msg: string;
}

export interface ApiProcess {
  stdout: () => string;
  stderr: () => string;
  /** What was logged so far. */
  lines: () => Line[];
  kill: (signal: NodeJS.Signals) => void;
  /** Exit code; null when a signal ended the process. */
  exited: Promise<number | null>;
}

/** Starts the api as a process of its own, with these settings, a data folder of its own, and nothing else. */
export function startApi(settings: Record<string, string>): ApiProcess {
  const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url));
  const dataDir = mkdtempSync(join(tmpdir(), 'api-'));
  const child = spawn(process.execPath, ['--conditions=@app/source', main], {
    env: { PATH: process.env['PATH'], DATA_DIR: dataDir, ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const exited = new Promise<number | null>((resolve) => child.once('close', resolve));
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await exited;
    rmSync(dataDir, { recursive: true });
  });
  return {
    stdout: () => stdout,
    stderr: () => stderr,
    lines: () =>
      stdout
        .split('\n')
        .filter((line) => line.startsWith('{'))
        .map((line) => JSON.parse(line) as Line),
    kill: (signal) => child.kill(signal),
    exited,
  };
}
