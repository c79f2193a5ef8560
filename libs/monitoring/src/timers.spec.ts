import { describe, expect, it } from 'vitest';
import { later, pause } from './timers.ts';

describe('a pause', () => {
  it('ends by itself', async () => {
    await expect(pause(1)).resolves.toBeUndefined();
  });

  it('ends with the reason of its signal', async () => {
    const ending = new AbortController();
    const waiting = pause(60_000, ending.signal);
    ending.abort(new Error('Enough.'));
    await expect(waiting).rejects.toThrow('Enough.');
    await expect(pause(60_000, ending.signal)).rejects.toThrow('Enough.');
  });
});

it('does something later, and keeps no process alive for it', async () => {
  const { promise, resolve } = Promise.withResolvers();
  const timer = later(() => {
    resolve(null);
  }, 1);
  expect((timer as { hasRef?: () => boolean }).hasRef?.()).toBe(false);
  await Promise.all([promise, pause(5)]);
});
