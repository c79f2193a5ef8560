import type { EventEmitter } from 'node:events';

interface ShutdownLog {
  info(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

export interface ShutdownOptions {
  readonly log: ShutdownLog;
  /** Time for all closers together, in milliseconds. */
  readonly deadlineMs?: number;
  /** The process; another emitter in tests. */
  readonly source?: EventEmitter;
  readonly exit?: (code: number) => void;
}

/** The orderly end of a process. */
export interface Shutdown {
  /** Aborts when the end has begun. */
  readonly signal: AbortSignal;
  /** Registers what must be closed; what was opened last is closed first. */
  add(name: string, close: () => unknown): void;
  /** Begins the end; later calls change nothing. Resolves when everything is closed or the time is up. */
  run(reason: string, code?: number): Promise<void>;
}

/** Exit code of a process that a signal ended, as shells report it. */
const INTERRUPTED = 130;

/**
 * Ends the process in order on SIGINT, SIGTERM, an uncaught error, or when a parent process that talks to it
 * over IPC is gone. The same signal once more exits at once; so does the end of `deadlineMs`, with code 1.
 */
export function createShutdown({
  log,
  deadlineMs = 15_000,
  source = process,
  exit = (code) => process.exit(code),
}: ShutdownOptions): Shutdown {
  const closers: { name: string; close: () => unknown }[] = [];
  const controller = new AbortController();
  let ending: Promise<void> | null = null;

  async function closeAll(): Promise<number> {
    let code = 0;
    for (const { name, close } of closers.toReversed()) {
      try {
        await close();
      } catch (error) {
        code = 1;
        log.error({ err: error, part: name }, 'a part did not close');
      }
    }
    return code;
  }

  async function end(reason: string, code: number): Promise<void> {
    log.info({ reason }, 'stopping');
    controller.abort(new Error('The process is stopping.'));
    let timer: NodeJS.Timeout | undefined;
    const tooLate = new Promise<number>((resolve) => {
      timer = setTimeout(() => {
        log.error({ deadlineMs }, 'stopping took too long; leaving the rest open');
        resolve(1);
      }, deadlineMs);
    });
    const closed = await Promise.race([closeAll(), tooLate]);
    clearTimeout(timer);
    exit(Math.max(code, closed));
  }

  const run = (reason: string, code = 0): Promise<void> => (ending ??= end(reason, code));

  // Ctrl-C reaches the whole process group and a supervisor then sends SIGTERM: only a repetition is impatience.
  const seen = new Set<string>();
  const onSignal = (name: string): void => {
    if (seen.has(name)) exit(INTERRUPTED);
    seen.add(name);
    void run(name);
  };
  const onFault = (error: unknown): void => {
    log.error({ err: error }, 'an error was not handled; the process ends');
    void run('an unhandled error', 1);
  };
  source.on('SIGINT', () => onSignal('SIGINT'));
  source.on('SIGTERM', () => onSignal('SIGTERM'));
  source.on('uncaughtException', onFault);
  source.on('unhandledRejection', onFault);
  source.on('disconnect', () => void run('the parent process is gone'));

  return { signal: controller.signal, add: (name, close) => closers.push({ name, close }), run };
}
