import { describe, expect, it } from 'vitest';
import { judgeAnswer } from './judge-answer.ts';
import { inWords } from '../testing/in-words.ts';

const now = new Date('2026-01-31T14:00:00Z');

const judgeStatus = (status: number, retryAfter: string | null = null) =>
  inWords(
    judgeAnswer('webhook', { kind: 'answered', status, retryAfter, body: 'secret body' }, now),
  );

describe('judgeAnswer', () => {
  it.each([200, 201, 202, 204, 299])('%d took the message', (status) => {
    expect(judgeStatus(status)).toEqual({
      outcome: 'sent',
      detail: `The webhook answered ${status}.`,
    });
  });

  it.each([408, 425, 429, 500, 502, 503, 504, 599])('%d may pass', (status) => {
    expect(judgeStatus(status)).toEqual({
      outcome: 'retry',
      detail: `The webhook answered ${status}. It may work later.`,
      retryAfterMs: null,
    });
  });

  it.each([400, 401, 403, 404, 405, 410, 413, 422, 451, 499])('%d will not pass', (status) => {
    expect(judgeStatus(status).outcome).toBe('dead');
  });

  it.each([300, 301, 302, 304, 307, 308])('%d is a redirect and final', (status) => {
    expect(judgeStatus(status)).toEqual({
      outcome: 'dead',
      detail: `The webhook answered ${status}, a redirect, which is not followed. Enter the final address.`,
    });
  });

  it('says how to mend a wrong address', () => {
    expect(judgeStatus(404).detail).toBe('The webhook answered 404. Check its address.');
  });

  it('hands on the wait that was asked for', () => {
    expect(judgeStatus(429, '30')).toMatchObject({ outcome: 'retry', retryAfterMs: 30_000 });
    expect(judgeStatus(503, '2')).toMatchObject({ outcome: 'retry', retryAfterMs: 2_000 });
    expect(judgeStatus(503, 'soon')).toMatchObject({ outcome: 'retry', retryAfterMs: null });
  });

  it.each(['9999999', '9'.repeat(400), 'Sun, 31 Jan 2027 13:00:00 GMT'])(
    'waits an hour at most, whatever is asked for: %s',
    (header) => {
      expect(judgeStatus(429, header)).toMatchObject({ retryAfterMs: 3_600_000 });
    },
  );

  it('gives a wait in whole milliseconds', () => {
    expect(judgeStatus(429, '0.0001')).toMatchObject({ retryAfterMs: 1 });
  });

  it('never repeats the body', () => {
    for (const status of [200, 302, 404, 500]) {
      expect(judgeStatus(status).detail).not.toContain('secret');
    }
  });
});
