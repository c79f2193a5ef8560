import { spawn } from 'node:child_process';
import { WORKSPACE } from '../workspace.ts';

export interface Finished {
  readonly code: number | null;
  /** Standard output and standard error in the order of arrival. */
  readonly output: string;
}

export interface CommandOptions {
  /** Variables on top of our own. */
  readonly env?: NodeJS.ProcessEnv;
  /** Ends the program; the promise then rejects. */
  readonly signal?: AbortSignal;
  readonly onOutput?: (text: string) => void;
}

/** Runs a program in the workspace to its end; `onOutput` sees what it writes as it comes. */
export function runCommand(
  file: string,
  args: readonly string[],
  options: CommandOptions = {},
): Promise<Finished> {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, {
      cwd: WORKSPACE,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...options.env },
      ...(options.signal && { signal: options.signal }),
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        output += text;
        options.onOutput?.(text);
      });
    }
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, output }));
  });
}
