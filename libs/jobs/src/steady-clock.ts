import type { ConstructorOptions } from 'pg-boss';

/**
 * Time for the timers of pg-boss that goes on evenly when the clock of the machine is set: by the system
 * clock, one that is set back an hour stops the search for dead workers for an hour.
 */
export const steadyClock: NonNullable<ConstructorOptions['clock']> = {
  now: () => performance.timeOrigin + performance.now(),
  setTimeout: (run, ms) => setTimeout(run, ms),
  clearTimeout: (handle) => clearTimeout(handle as NodeJS.Timeout),
  setInterval: (run, ms) => setInterval(run, ms),
  clearInterval: (handle) => clearInterval(handle as NodeJS.Timeout),
};
