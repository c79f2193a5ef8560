import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { answering, startFakeProvider, type FakeProvider } from '../testing/fake-provider.ts';
import { sampleMessage } from '../testing/samples.ts';
import { createMailGuard } from './mail-guard.ts';
import { composeMail } from './mail.ts';
import { createResendMailer } from './resend.ts';
import { inWords } from '../testing/in-words.ts';

const apiKey = 're_T0PSECRET';
const now = () => new Date('2026-01-31T14:00:00Z');
const mail = composeMail(sampleMessage(), {
  from: 'Monitor <alerts@monitor.example>',
  to: ['a@good.example'],
});

let provider: FakeProvider;
beforeEach(async () => {
  provider = await startFakeProvider();
});
afterEach(async () => {
  await provider.close();
});

const send = async (signal: AbortSignal = new AbortController().signal, deadlineMs = 5_000) =>
  inWords(
    await createResendMailer({ apiKey, baseUrl: `${provider.origin}/`, now, deadlineMs })(mail, {
      signal,
    }),
  );

const refusing = (statusCode: number, name: string, message: string, headers = {}) =>
  answering(statusCode, JSON.stringify({ statusCode, name, message }), headers);

describe('createResendMailer', () => {
  it('sends the mail with key and idempotency key', async () => {
    provider.answer = answering(200, '{"id":"49a3999c"}', { 'content-type': 'application/json' });
    expect(await send()).toEqual({ outcome: 'sent', detail: 'Resend took the message.' });
    const [request] = provider.received;
    expect(request?.path).toBe('/emails');
    expect(request?.headers.authorization).toBe(`Bearer ${apiKey}`);
    expect(request?.headers['idempotency-key']).toBe(mail.idempotencyKey);
    expect(JSON.parse(request?.body ?? '')).toEqual({
      from: mail.from,
      to: ['a@good.example'],
      subject: mail.subject,
      text: mail.text,
      html: mail.html,
      headers: { ...mail.headers, References: mail.threadId },
    });
  });

  it.each([
    [401, 'missing_api_key', 'dead', 'Check RESEND_API_KEY.'],
    [403, 'invalid_api_key', 'dead', 'Check RESEND_API_KEY.'],
    [403, 'validation_error', 'dead', 'Resend answered 403: Says re_no'],
    [422, 'invalid_from_address', 'dead', 'Resend answered 422: Says re_no'],
    [409, 'concurrent_idempotent_requests', 'retry', 'Resend answered 409'],
    [409, 'invalid_idempotent_request', 'sent', 'already taken'],
    [429, 'rate_limit_exceeded', 'retry', 'Resend answered 429'],
    [429, 'daily_quota_exceeded', 'retry', 'Resend answered 429'],
    [500, 'internal_server_error', 'retry', 'Resend answered 500'],
  ])('%d %s: %s', async (status, name, outcome, part) => {
    provider.answer = refusing(status, name, 'Says re_no');
    const result = await send();
    expect(result.outcome).toBe(outcome);
    expect(result.detail).toContain(part);
  });

  it('resolves names as everything else does', async () => {
    provider.answer = answering(200, '{"id":"49a3999c"}');
    const asked: string[] = [];
    const guard = createMailGuard((host) => {
      asked.push(host);
      return Promise.resolve([{ address: '127.0.0.1', family: 4 as const }]);
    });
    const baseUrl = provider.origin.replace('127.0.0.1', 'mail.example');
    const mailer = createResendMailer({ apiKey, baseUrl, now, guard });
    expect((await mailer(mail, { signal: new AbortController().signal })).outcome).toBe('sent');
    expect(asked).toEqual(['mail.example']);
  });

  it('tries again after a good status without anything that Resend says', async () => {
    provider.answer = answering(200, 'welcome');
    expect((await send()).outcome).toBe('retry');
  });

  it('waits as long as it is told', async () => {
    provider.answer = refusing(429, 'rate_limit_exceeded', 'Slow down', { 'retry-after': '2' });
    expect(await send()).toMatchObject({ outcome: 'retry', retryAfterMs: 2_000 });
  });

  it.each(['<html>bad gateway</html>', '{}', '[]', '"text"', '{"message":1}'])(
    'tries again after an answer that is not from Resend: %s',
    async (body) => {
      provider.answer = answering(502, body);
      expect((await send()).outcome).toBe('retry');
    },
  );

  it('never repeats its key', async () => {
    provider.answer = refusing(422, 'validation_error', `Key ${apiKey} may not\r\nsend`);
    expect((await send()).detail).toBe('Resend answered 422: Key *** may not send.');
  });

  it('says that Resend cannot be reached', async () => {
    const origin = provider.origin;
    const mailer = createResendMailer({ apiKey, baseUrl: origin, now });
    await provider.close();
    expect(inWords(await mailer(mail, { signal: new AbortController().signal }))).toEqual({
      outcome: 'retry',
      detail: 'Resend could not be reached.',
      retryAfterMs: null,
    });
    provider = await startFakeProvider();
  });

  it('says that a mail may have been taken whose connection broke before the answer', async () => {
    provider.answer = (response) => {
      response.destroy();
    };
    expect(await send()).toEqual({
      outcome: 'retry',
      detail: 'Resend closed the connection before it answered.',
      retryAfterMs: null,
      isUnanswered: true,
    });
  });

  it('gives up at its deadline, and rejects with the reason of its caller', async () => {
    provider.answer = () => undefined;
    expect(await send(undefined, 200)).toMatchObject({
      outcome: 'retry',
      detail: 'Resend did not answer within 0.2 s.',
    });
    const controller = new AbortController();
    const reason = new Error('shutting down');
    provider.answer = () => {
      controller.abort(reason);
    };
    await expect(send(controller.signal)).rejects.toBe(reason);
  });
});
