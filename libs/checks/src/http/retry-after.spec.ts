import { describe, expect, it } from 'vitest';
import { probe } from '../testing/probe.ts';
import { page, startServer } from '../testing/server.ts';
import { retryAfterMs } from './retry-after.ts';

const NOW = new Date('2026-01-01T12:00:00Z');

describe('retryAfterMs', () => {
  it.each([
    [503, '120', 120_000],
    [429, 'Thu, 01 Jan 2026 12:00:30 GMT', 30_000],
    [503, '86400', 3_600_000],
    [503, 'soon', null],
    [503, '-5', null],
    [503, '1.5', 1_500],
    [503, '0', null],
    [503, '', null],
    [503, '99999999999999999999', 3_600_000],
    [503, 'Thu, 01 Jan 2026 11:59:00 GMT', null],
    [503, 'Thu, 01 Jan 2099 12:00:00 GMT', 3_600_000],
    [503, 'Thu, 99 Foo 2026 12:00:00 GMT', null],
    [503, null, null],
    [500, '120', null],
    [200, '120', null],
  ])('reads %i with %s as %s', (statusCode, retryAfter, expected) => {
    expect(retryAfterMs({ statusCode, retryAfter }, NOW)).toBe(expected);
  });
});

describe('a server that asks to be left alone', () => {
  it('gets no further attempt that would come too early', async () => {
    const server = await startServer(page('', '503 Busy', ['retry-after: 20']));
    const result = await probe(`${server.origin}/`, { retries: 2 });
    expect(result).toMatchObject({
      outcome: 'slow',
      attempts: 1,
      statusCode: 503,
      failure: { class: 'status', code: '503' },
    });
    expect(result.retryAfterMs).toBeGreaterThan(19_000);
    expect(server.connections()).toBe(1);
  });

  it('gets the next attempt after the time when that fits in the deadline', async () => {
    const times: number[] = [];
    const server = await startServer((socket, request, number) => {
      times.push(performance.now());
      const answer = number === 1 ? page('', '429 Slow', ['retry-after: 2']) : page('welcome');
      answer(socket, request, number);
    });
    const result = await probe(`${server.origin}/`, { retries: 2 });
    expect(result).toMatchObject({ outcome: 'ok', attempts: 2 });
    expect(result).not.toHaveProperty('retryAfterMs');
    expect((times[1] ?? 0) - (times[0] ?? 0)).toBeGreaterThan(1_900);
  });

  it('asks for nothing when its answer is what is expected', async () => {
    const server = await startServer(page('', '503 Busy', ['retry-after: 20']));
    const result = await probe(`${server.origin}/`, { status: '503' });
    expect(result.outcome).toBe('ok');
    expect(result).not.toHaveProperty('retryAfterMs');
  });
});

describe('an answer that asks to come back later', () => {
  it.each<[string, string[], 'slow' | 'failed', string]>([
    ['429 Too Many', [], 'slow', 'slow'],
    ['429 Too Many', ['retry-after: 60'], 'slow', 'slow'],
    ['503 Busy', ['retry-after: 60'], 'slow', 'slow'],
    ['503 Busy', [], 'slow', 'failed'],
    ['503 Busy', ['retry-after: soon'], 'slow', 'failed'],
    ['503 Busy', ['retry-after: -1'], 'slow', 'failed'],
    ['500 Oops', ['retry-after: 60'], 'slow', 'failed'],
    ['429 Too Many', ['retry-after: 60'], 'failed', 'failed'],
    ['503 Busy', ['retry-after: 60'], 'failed', 'failed'],
  ])('%s with %j, set to %s, is %s and keeps its failure', async (...row) => {
    const [status, headers, retryLater, outcome] = row;
    const server = await startServer(page('', status, headers));
    const result = await probe(`${server.origin}/`, { retryLater });
    expect(result).toMatchObject({ outcome, failure: { class: 'status' } });
    expect(result.failure?.message).toContain(status.slice(0, 3));
  });

  it('429 is not asked again within the check, unless it counts as a failure', async () => {
    const server = await startServer(page('', '429 Too Many'));
    await probe(`${server.origin}/`, { retries: 2 });
    expect(server.connections()).toBe(1);
    await probe(`${server.origin}/`, { retries: 2, retryLater: 'failed' });
    expect(server.connections()).toBe(4);
  });
});
