import inspector from 'node:inspector';
import { Worker } from 'node:worker_threads';

export interface HangGuardOptions {
  /** Process that is guarded, as in its log: `worker`. */
  readonly name: string;
  /** How long the event loop may stand still, in milliseconds. */
  readonly limitMs?: number;
  /** How often both sides look, in milliseconds. */
  readonly everyMs?: number;
}

/** What the last line of a process holds that stood still and was ended for it. */
export const HUNG = 'the process did not answer';

/** One thread of Node with a small heap; measured: 6.5 MB. */
const THREAD_LIMITS = { maxOldGenerationSizeMb: 8, maxYoungGenerationSizeMb: 1, stackSizeMb: 1 };

/** Cells of the memory that both threads see. */
const BEATS = 0;
const IS_DEBUGGED = 1;

interface Watched {
  readonly cells: Int32Array;
  readonly name: string;
  readonly words: string;
  readonly everyMs: number;
  /** Looks in a row without a beat that make a process a hung one. */
  readonly limit: number;
}

/**
 * Ends this process with SIGKILL when its event loop has stood still for 30 s, after a line on standard output that
 * says so and where it stands. Starting it again is left to whoever started it: `npm start`, or the restart policy of
 * a container. The watching thread counts its own looks and not the time: a process that was stopped, or a machine
 * that slept, is not a hung one. Nothing is ended while a debugger may hold the process.
 */
export function guardAgainstHanging({
  name,
  limitMs = 30_000,
  everyMs = 1_000,
}: HangGuardOptions): void {
  const cells = new Int32Array(new SharedArrayBuffer(8));
  const words = `${HUNG} for ${String(limitMs / 1_000)} s and is ended, to be started again`;
  const watched: Watched = { cells, name, words, everyMs, limit: Math.ceil(limitMs / everyMs) };
  setInterval(() => {
    Atomics.store(cells, IS_DEBUGGED, inspector.url() === undefined ? 0 : 1);
    Atomics.add(cells, BEATS, 1);
  }, everyMs).unref();
  // The text of the function, because a bundle is one file. What is preloaded into the process is not for the thread.
  new Worker(`(${watch.toString()})()`, {
    eval: true,
    workerData: watched,
    env: {},
    execArgv: [],
    resourceLimits: THREAD_LIMITS,
  })
    // Without its guard a process is as good as before.
    .on('error', () => undefined)
    .unref();
}

/** Runs as a thread; may use nothing from outside of itself. */
function watch(): void {
  const threads = process.getBuiltinModule('node:worker_threads');
  const { cells, name, words, everyMs, limit } = threads.workerData as Watched;
  let seen = -1;
  let silent = 0;
  const timer = setInterval(() => {
    const beats = Atomics.load(cells, 0);
    const isDebugged = Atomics.load(cells, 1) === 1;
    silent = beats === seen && !isDebugged ? silent + 1 : 0;
    seen = beats;
    if (silent < limit) return;
    clearInterval(timer);
    findPlace(end);
  }, everyMs);

  function end(stack: string[]): void {
    const { pid } = process;
    const time = new Date().toISOString();
    const line = JSON.stringify({ level: 'fatal', time, pid, name, stack, msg: words });
    try {
      process.getBuiltinModule('node:fs').writeSync(1, `${line}\n`);
    } catch {
      // Nobody reads it, or there is no room for it.
    }
    process.kill(pid, 'SIGKILL');
  }

  /** Asks the debugger of V8 where the main thread is; it does not answer while native code runs. */
  function findPlace(tell: (stack: string[]) => void): void {
    setTimeout(tell, 1_000, ['in native code']);
    try {
      const { Session } = process.getBuiltinModule('node:inspector');
      const session = new Session();
      session.connectToMainThread();
      session.on('Debugger.paused', ({ params }) => {
        tell(
          params.callFrames
            .slice(0, 8)
            .map(({ functionName, url, location: { lineNumber, columnNumber = 0 } }) =>
              [functionName || '(anonymous)', url, lineNumber + 1, columnNumber + 1].join(':'),
            ),
        );
      });
      session.post('Debugger.enable');
      session.post('Debugger.pause');
    } catch {
      tell(['unknown']);
    }
  }
}
