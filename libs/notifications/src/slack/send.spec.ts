import type { HttpAnswer } from '../http/post.ts';
import { describe, expect, it } from 'vitest';
import { sampleMessage } from '../testing/samples.ts';
import { createSlackSender } from './send.ts';
import { inWords } from '../testing/in-words.ts';

const send = (answer: HttpAnswer) =>
  createSlackSender({
    post: () => Promise.resolve(answer),
    mail: { mailFrom: null, smtpUrl: null, resendApiKey: null, resendBaseUrl: null },
    now: () => new Date(0),
  })(
    sampleMessage(),
    {
      kind: 'slack',
      config: { url: 'https://hooks.slack.com/services/T/B/X' },
      name: 'ops',
      enabled: true,
      fallbackChannelId: null,
      id: 'c'.repeat(24),
      createdAt: new Date(0),
    },
    { signal: new AbortController().signal },
  );

const answered = (status: number, body: string): HttpAnswer => ({
  kind: 'answered',
  status,
  retryAfter: null,
  body,
});

describe('the answer of Slack', () => {
  it.each(['ok', 'ok\n', '', '{"success":true}'])('200 %j confirms', async (body) => {
    expect(inWords(await send(answered(200, body)))).toEqual({
      outcome: 'sent',
      detail: 'Slack answered 200.',
    });
  });

  it('200 with the name of an error does not', async () => {
    expect(inWords(await send(answered(200, 'invalid_payload')))).toEqual({
      outcome: 'dead',
      detail: 'Slack did not take the message: invalid_payload.',
    });
  });

  it('404 is final and 429 is not', async () => {
    expect(inWords(await send(answered(404, 'no_service')))).toEqual({
      outcome: 'dead',
      detail: 'Slack answered 404. Check its address.',
    });
    expect(await send(answered(429, 'rate_limited'))).toMatchObject({ outcome: 'retry' });
  });

  it.each([
    ['{"ok":false,"error":"channel_not_found"}', 'channel_not_found'],
    ['{"ok":false,"error":"T0P/SECRET token"}', 'no reason given'],
    ['{"ok":false}', 'no reason given'],
    ['channel_is_archived', 'channel_is_archived'],
  ])('takes %s for a no, although it comes with 200', async (body, reason) => {
    expect(inWords(await send(answered(200, body)))).toEqual({
      outcome: 'dead',
      detail: `Slack did not take the message: ${reason}.`,
    });
  });

  it.each(['{"ok":false,"error":"ratelimited"}', 'service_unavailable'])(
    'tries again after %s, which passes',
    async (body) => {
      expect(await send(answered(200, body))).toMatchObject({ outcome: 'retry' });
    },
  );

  it('takes a page for signing in for no confirmation', async () => {
    const page = '<!doctype html><title>Sign in</title>';
    const outcome = await send(answered(200, page));
    expect(outcome).toMatchObject({ outcome: 'retry' });
    expect(inWords(outcome).detail).toContain('web page');
  });

  it('waits as long as a refusal asks', async () => {
    const body = '{"ok":false,"error":"slow_down","retry_after":30}';
    expect(await send(answered(200, body))).toMatchObject({
      outcome: 'retry',
      retryAfterMs: 30_000,
    });
  });

  it.each(['{"ok":true}', '[]', 'null', '{', '{"ok":"false"}', ''])(
    'takes %j for a yes, as look-alike servers say it',
    async (body) => {
      expect(await send(answered(200, body))).toMatchObject({ outcome: 'sent' });
    },
  );
});
