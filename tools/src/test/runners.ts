import { spawn } from 'node:child_process';
import { inWorkspace, NX, WORKSPACE } from '../workspace.ts';
import { say } from '../terminal.ts';

/** A program that runs tests and leaves a report. */
export interface Runner {
  readonly title: string;
  /** File of the report, in the format of Jest. */
  readonly report: string;
  /** Arguments of Node. */
  readonly args: readonly string[];
}

/** All tests but those of the web app; `more` are arguments of Vitest. */
export const nodeRunner = (reports: string, more: readonly string[] = []): Runner => ({
  title: 'Tests of libs, api, worker and tools',
  report: `${reports}/node.json`,
  args: [
    inWorkspace('node_modules', 'vitest', 'vitest.mjs'),
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${reports}/node.json`,
    ...more,
  ],
});

export const webRunner = (reports: string): Runner => ({
  title: 'Tests of the web app',
  report: `${reports}/web.json`,
  args: [
    NX,
    'test',
    '@app/web',
    '--skip-nx-cache',
    '--reporters=default',
    '--reporters=json',
    `--output-file=${reports}/web.json`,
  ],
});

/** Runs the tests with output straight to ours; resolves with the exit code. */
export function runTests({ args }: Runner): Promise<number | null> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, {
      cwd: WORKSPACE,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, NX_DAEMON: 'false', NX_ISOLATE_PLUGINS: 'false' },
    });
    child.once('error', (error) => {
      say(`Node does not start: ${error.message}`);
      resolve(null);
    });
    child.once('exit', (code) => resolve(code));
  });
}
