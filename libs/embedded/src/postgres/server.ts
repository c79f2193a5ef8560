import { spawn, type ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { StartError } from '../start-error.ts';
import { guardPostmaster } from './guard.ts';
import { readPidFile } from './pid-file.ts';
import { asCommand, type RunAs } from './run-as.ts';
import { serverFlags } from './server-flags.ts';

/** A running postmaster that is a child of this process. */
export interface Server {
  readonly pid: number;
  /** Resolves when the postmaster has ended, for whatever reason. */
  readonly exited: Promise<void>;
  /** Fast shutdown, harsher after 6 s and 8 s; resolves when it has ended. */
  stop(): Promise<void>;
}

const READY_WITHIN_MS = 60_000;

/** Starts the server and waits until it accepts connections (crash recovery included). */
export async function startServer(options: {
  postgres: string;
  cluster: string;
  port: number;
  logFile: string;
  runAs: RunAs;
}): Promise<Server> {
  const { cluster, port, logFile, runAs } = options;
  const log = fs.openSync(logFile, 'w', 0o600);
  const command = asCommand(runAs, options.postgres, serverFlags(cluster, port));
  const child = spawn(command.file, command.args, {
    ...command.options,
    // A group of its own: Ctrl-C in the terminal must not reach it before its clients.
    detached: true,
    stdio: ['ignore', log, log],
  });
  fs.closeSync(log);
  const { promise: exited, resolve: settle } = Promise.withResolvers<undefined>();
  child.once('exit', () => settle(undefined));
  child.once('error', () => settle(undefined));
  const { pid } = child;
  if (pid === undefined) throw failure(logFile);
  const unguard = guardPostmaster(pid);
  void exited.then(unguard);
  if (!(await untilReady(cluster, child))) {
    await stop(child, exited);
    throw failure(logFile);
  }
  return { pid, exited, stop: () => stop(child, exited) };
}

async function untilReady(cluster: string, child: ChildProcess): Promise<boolean> {
  const end = Date.now() + READY_WITHIN_MS;
  while (hasNotEnded(child) && Date.now() < end) {
    const seen = readPidFile(cluster);
    if (seen?.pid === child.pid && seen?.status === 'ready') return true;
    await sleep(10);
  }
  return false;
}

async function stop(child: ChildProcess, exited: Promise<undefined>): Promise<void> {
  const steps = [
    { signal: 'SIGINT', waitMs: 6_000 },
    { signal: 'SIGQUIT', waitMs: 2_000 },
    { signal: 'SIGKILL', waitMs: 2_000 },
  ] as const;
  for (const { signal, waitMs } of steps) {
    if (!hasNotEnded(child)) return;
    child.kill(signal);
    const timer = new AbortController();
    await Promise.race([
      exited,
      sleep(waitMs, undefined, { signal: timer.signal }).catch(() => undefined),
    ]);
    timer.abort();
  }
}

const hasNotEnded = (child: ChildProcess) => child.exitCode === null && child.signalCode === null;

function failure(logFile: string): StartError {
  const lines = fs.readFileSync(logFile, 'utf8').trim().split('\n');
  const telling = lines.find((line) => SEVERE.test(line)) ?? lines.at(-1);
  const reason = telling?.replace(LINE_PREFIX, '') || 'it gave no reason';
  return new StartError(`PostgreSQL did not start: ${reason} (log: ${logFile})`);
}

const SEVERE = /FATAL|PANIC|ERROR|error:/;
/** Time and process id that PostgreSQL writes before each line. */
const LINE_PREFIX = /^.*? \[\d+\] /;
