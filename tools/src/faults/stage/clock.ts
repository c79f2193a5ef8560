/**
 * Loaded into a worker process before everything else: lets its wall clock be set from outside, as an
 * administrator or a time server does. Timers and `performance.now()` run on, as they do on a real machine.
 */

/** What the process is told over IPC. */
export interface ClockMessage {
  /** Milliseconds that the clock is ahead of the true time from now on. */
  readonly clockOffsetMs: number;
}

const TrueDate = Date;
let offsetMs = 0;

globalThis.Date = new Proxy(TrueDate, {
  construct: (target, args: unknown[]) =>
    Reflect.construct(target, args.length === 0 ? [target.now() + offsetMs] : args) as Date,
  apply: (target) => new target(target.now() + offsetMs).toString(),
  get: (target, key, receiver) =>
    key === 'now' ? () => target.now() + offsetMs : (Reflect.get(target, key, receiver) as unknown),
});

process.on('message', (message: ClockMessage) => {
  offsetMs = message.clockOffsetMs;
});
