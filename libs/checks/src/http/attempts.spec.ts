import { describe, expect, it } from 'vitest';
import { probe } from '../testing/probe.ts';
import { page, startServer, type Script } from '../testing/server.ts';
import { backoffMs } from './backoff.ts';

const failTimes =
  (times: number, bad: Script): Script =>
  (socket, request, number) => {
    const script = number <= times ? bad : page('welcome');
    script(socket, request, number);
  };

describe('attempts', () => {
  it.each<[string, Script]>([
    ['a server error', page('', '503 Busy')],
    ['a client error', page('', '404 Not Found')],
    ['wrong content', page('maintenance')],
    ['a reset', (socket) => socket.resetAndDestroy()],
    ['no HTTP', (socket) => socket.end('hello')],
  ])('get another chance after %s', async (_what, bad) => {
    const server = await startServer(failTimes(1, bad));
    const result = await probe(`${server.origin}/`, { retries: 2, contains: 'welcome' });
    expect(result).toMatchObject({ outcome: 'ok', attempts: 2, failure: null });
    expect(server.connections()).toBe(2);
  });

  it('end after the retries, and the last one is reported', async () => {
    const server = await startServer((socket, request, number) => {
      page('', `${500 + number} Bad`)(socket, request, number);
    });
    const result = await probe(`${server.origin}/`, { retries: 2 });
    expect(result).toMatchObject({ outcome: 'failed', attempts: 3, statusCode: 503 });
    expect(server.connections()).toBe(3);
  });

  it('do not begin when too little time is left', async () => {
    const server = await startServer(page('', '503 Busy'));
    const result = await probe(`${server.origin}/`, { retries: 5, timeoutMs: 1_000 });
    expect(result).toMatchObject({ outcome: 'failed', failure: { class: 'status' } });
    expect(result.attempts).toBeLessThanOrEqual(3);
  });

  it('share one deadline: a hanging one uses what is left', async () => {
    const server = await startServer((socket, request, number) => {
      if (number === 1) page('', '503 Busy')(socket, request, number);
    });
    const result = await probe(`${server.origin}/`, { retries: 2, timeoutMs: 1_500 });
    expect(result.attempts).toBe(2);
    expect(result.tries?.[1]).toMatchObject({ failure: { class: 'timeout', code: 'first-byte' } });
  });

  it('end when others need the place for their first one', async () => {
    const server = await startServer(page('', '503 Busy'));
    const places = [true, false];
    const mayRetry = (): boolean => places.shift() ?? false;
    const result = await probe(`${server.origin}/`, { retries: 5, mayRetry });
    expect(result).toMatchObject({ outcome: 'failed', statusCode: 503, attempts: 2 });
  });

  it('stop in the pause when the caller aborts', async () => {
    const server = await startServer(page('', '503 Busy'));
    const stop = new AbortController();
    const probing = probe(`${server.origin}/`, { retries: 5, signal: stop.signal });
    await expect.poll(() => server.requests.length).toBe(1);
    await expect.poll(server.open).toBe(0);
    stop.abort(new Error('shutting down'));
    await expect(probing).rejects.toThrow('shutting down');
  });
});

describe('backoffMs', () => {
  it('doubles and is spread by half in both directions', () => {
    expect([1, 2, 3].map((failed) => backoffMs(failed, () => 0.5))).toEqual([250, 500, 1_000]);
    expect(backoffMs(1, () => 0)).toBe(125);
    expect(backoffMs(1, () => 0.999)).toBeLessThan(375);
  });
});
