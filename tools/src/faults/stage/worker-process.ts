import { spawn, type ChildProcess } from 'node:child_process';
import { NODE_FLAGS } from '../../start/app-part.ts';
import { inWorkspace, WORKSPACE } from '../../workspace.ts';
import type { ClockMessage } from './clock.ts';
import { HANG_HOOK } from './server.ts';

export interface WorkerOptions {
  readonly mongodbUri: string;
  readonly postgresUrl: string;
  /** Arguments of Node instead of the bundle that people run. */
  readonly args?: readonly string[];
  /** A command that runs the worker in its place. */
  readonly prefix?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** A line of a worker's log at `warn` or above. */
interface LogLine {
  readonly level: string;
  readonly msg: string;
  readonly err?: { readonly message?: string };
}

/** A worker as people run it, in a process that can be hurt. */
export class WorkerProcess {
  readonly #child: ChildProcess;
  readonly #output: string[] = [];
  /** Resolves with the exit code, or with the signal that ended it. */
  readonly exited: Promise<number | NodeJS.Signals>;

  constructor({ mongodbUri, postgresUrl, args, prefix = [], env }: WorkerOptions) {
    const bundle = inWorkspace('apps', 'worker', 'dist', 'main.js');
    const clock = inWorkspace('tools', 'src', 'faults', 'stage', 'clock.ts');
    const flags = args ?? [...NODE_FLAGS.worker, '--import', clock, '--import', HANG_HOOK, bundle];
    const [command = process.execPath, ...rest] = [...prefix, process.execPath, ...flags];
    this.#child = spawn(command, rest, {
      cwd: WORKSPACE,
      // With an IPC channel it ends when this process does.
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      env: {
        PATH: process.env['PATH'],
        MONGODB_URI: mongodbUri,
        POSTGRES_URL: postgresUrl,
        LOG_LEVEL: 'warn',
        EGRESS_MODE: 'allow-private',
        ...env,
      },
    });
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => this.#output.push(text));
    }
    this.exited = new Promise((resolve) => {
      this.#child.once('exit', (code, signal) => resolve(signal ?? code ?? -1));
    });
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  get isRunning(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null;
  }

  /** What the worker said about faults that it did not expect; everything when it is no log at all. */
  get errors(): string[] {
    return this.#output
      .join('')
      .split('\n')
      .filter((line) => line !== '')
      .flatMap((line) => {
        const { level, msg, err } = parseLine(line);
        return level === 'error' || level === 'fatal' ? [`${msg} ${err?.message ?? ''}`] : [];
      });
  }

  /** Sets the clock of this process to so many milliseconds after the true time. */
  setClock(clockOffsetMs: number): void {
    this.#child.send({ clockOffsetMs } satisfies ClockMessage);
  }

  /** Its event loop stands still for ever; the process does not. */
  hang(): void {
    this.#child.kill('SIGUSR2');
  }

  freeze(): void {
    this.#child.kill('SIGSTOP');
  }

  thaw(): void {
    this.#child.kill('SIGCONT');
  }

  async end(signal: 'SIGTERM' | 'SIGKILL'): Promise<number | NodeJS.Signals> {
    if (this.isRunning) this.#child.kill(signal);
    return await this.exited;
  }
}

function parseLine(line: string): LogLine {
  try {
    return JSON.parse(line) as LogLine;
  } catch {
    return { level: 'error', msg: line };
  }
}
