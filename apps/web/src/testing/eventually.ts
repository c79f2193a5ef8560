import { vi } from 'vitest';

/** Waits until an assertion holds, with patience for a machine that has other things to do. */
export const eventually = <T>(assertion: () => T | Promise<T>): Promise<T> =>
  vi.waitFor(assertion, { timeout: 10_000 });
