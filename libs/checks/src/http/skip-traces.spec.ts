import { expect, it } from 'vitest';
import { skipTraces } from './skip-traces.ts';

const hasTrace = (error: Error): boolean => error.stack?.includes('\n    at ') ?? false;

it('spares the traces of this turn only, however often it is asked', async () => {
  const limit = Error.stackTraceLimit;
  skipTraces();
  skipTraces();
  expect(hasTrace(new Error('now'))).toBe(false);
  await Promise.resolve();
  expect(hasTrace(new Error('later'))).toBe(true);
  expect(Error.stackTraceLimit).toBe(limit);
});
