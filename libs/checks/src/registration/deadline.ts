/** Time that one lookup may spend on the network; waiting for a registry's turn is not counted. */
export interface Deadline {
  /** Runs one step, whose signal ends with the time that is left or with the caller's own signal. */
  spend<T>(step: (signal: AbortSignal) => Promise<T>): Promise<T>;
}

/** Starts the clock of a lookup: all its steps together take at most `timeoutMs`. */
export function createDeadline(timeoutMs: number, signal: AbortSignal | undefined): Deadline {
  let leftMs = timeoutMs;
  return {
    async spend(step) {
      const started = performance.now();
      const timeout = AbortSignal.timeout(Math.max(0, Math.ceil(leftMs)));
      try {
        return await step(signal ? AbortSignal.any([timeout, signal]) : timeout);
      } finally {
        leftMs -= performance.now() - started;
      }
    },
  };
}
