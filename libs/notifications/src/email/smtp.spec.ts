import { LookupError } from '@app/platform';
import { afterEach, describe, expect, it } from 'vitest';
import { startFakeSmtp, type SmtpScript } from '../testing/fake-smtp.ts';
import { sampleMessage } from '../testing/samples.ts';
import { createMailGuard } from './mail-guard.ts';
import { composeMail } from './mail.ts';
import { createSmtpMailer } from './smtp.ts';
import { inWords } from '../testing/in-words.ts';

let close: () => Promise<void> = () => Promise.resolve();
afterEach(async () => {
  await close();
});

const { signal } = new AbortController();
const mail = composeMail(sampleMessage(), {
  from: 'alerts@monitor.example',
  to: ['a@good.example', 'b@good.example'],
});

const send = async (
  script: SmtpScript,
  options: { deadlineMs?: number; signal?: AbortSignal } = {},
) => {
  const server = await startFakeSmtp(script);
  close = server.close;
  const deadline = options.deadlineMs === undefined ? {} : { deadlineMs: options.deadlineMs };
  return inWords(
    await createSmtpMailer({ url: server.clearUrl, ...deadline })(mail, {
      signal: options.signal ?? signal,
    }),
  );
};

describe('createSmtpMailer', () => {
  it('says that the server took the message', async () => {
    expect(await send({})).toEqual({
      outcome: 'sent',
      detail: 'The mail server took the message.',
    });
  });

  it('resolves names as everything else does: one that is never answered holds up nobody', async () => {
    const server = await startFakeSmtp({});
    close = server.close;
    const named = new URL(server.clearUrl);
    named.hostname = 'mail.example';
    const asked: string[] = [];
    const answering = createMailGuard((host) => {
      asked.push(host);
      return Promise.resolve([{ address: '127.0.0.1', family: 4 as const }]);
    });
    const sent = await createSmtpMailer({ url: named.href, guard: answering })(mail, { signal });
    expect(sent.outcome).toBe('sent');
    expect(asked).toEqual(['mail.example']);
    const failing = createMailGuard((host) =>
      Promise.reject(new LookupError(host, 'ENOTFOUND', { fault: 'name' })),
    );
    expect(
      inWords(await createSmtpMailer({ url: named.href, guard: failing })(mail, { signal })),
    ).toEqual({
      outcome: 'retry',
      detail: 'The mail server was not found by its name.',
      retryAfterMs: null,
    });
  });

  it.each(['220 ', '220-a\r\n'])('does not listen to a reply without an end: %j', async (piece) => {
    const result = await send({ GREETING: piece.repeat(20_000) + 'x'.repeat(100_000) });
    expect(result.outcome).toBe('retry');
    expect(result.detail).toContain('exceeds maximum');
  });

  it.each<[string, SmtpScript, 'retry' | 'dead', string]>([
    ['greylisting', { RCPT: '451 4.7.1 Try again later' }, 'retry', '451 4.7.1 Try again later'],
    ['a full server', { MAIL: '452 4.3.1 No space' }, 'retry', '452 4.3.1 No space'],
    ['a busy greeting', { GREETING: '421 Too many connections' }, 'retry', '421'],
    ['unknown people', { RCPT: '550 5.1.1 No such user.' }, 'dead', '550 5.1.1 No such user.'],
    ['a refused sender', { MAIL: '553 5.7.1 Sender rejected' }, 'dead', '553 5.7.1'],
    ['a refused text', { '.': '554 5.7.1 Looks like spam' }, 'dead', 'Looks like spam'],
    [
      'a wrong password',
      { AUTH: '535 5.7.8 Bad login' },
      'dead',
      'Check user and password in SMTP_URL.',
    ],
    ['a login that is off for now', { AUTH: '454 4.7.0 Try later' }, 'retry', '454 4.7.0'],
    ['a closed connection', { DATA: null }, 'retry', 'The mail server'],
    [
      'a talkative server',
      { RCPT: '550 T0PSECRET of robot unknown' },
      'dead',
      '550 *** of *** unknown',
    ],
  ])('%s', async (_what, script, outcome, part) => {
    const result = await send(script);
    expect(result.outcome).toBe(outcome);
    expect(result.detail).toContain(part);
    expect(result.detail).not.toContain('T0PSECRET');
  });

  it('says that nobody listens', async () => {
    const server = await startFakeSmtp({});
    await server.close();
    close = () => Promise.resolve();
    expect(inWords(await createSmtpMailer({ url: server.url })(mail, { signal }))).toEqual({
      outcome: 'retry',
      detail: 'The mail server could not be reached (ECONNREFUSED).',
      retryAfterMs: null,
    });
  });

  it('gives up on a silent server at its deadline', async () => {
    expect(await send({ GREETING: '220-wait' }, { deadlineMs: 200 })).toEqual({
      outcome: 'retry',
      detail: 'The mail server did not finish within 0.2 s.',
      retryAfterMs: null,
      isUnanswered: true,
    });
  });

  it('rejects with the reason of its caller', async () => {
    const reason = new Error('shutting down');
    const aborted = AbortSignal.abort(reason);
    await expect(send({}, { signal: aborted })).rejects.toBe(reason);
    const controller = new AbortController();
    const sending = send({ GREETING: '220-wait' }, { signal: controller.signal });
    setTimeout(() => controller.abort(reason), 20);
    await expect(sending).rejects.toBe(reason);
  });
});

describe('a mail that some people do not get', () => {
  const only = { RCPT: '250 ok' };
  it.each([
    ['a test', true, 'dead'],
    ['a message', false, 'sent'],
  ] as const)('%s', async (_what, isTest, outcome) => {
    const server = await startFakeSmtp(only);
    close = server.close;
    const replies = ['250 ok', '550 5.1.1 No such user'];
    Object.defineProperty(only, 'RCPT', { configurable: true, get: () => replies.shift() });
    const result = await createSmtpMailer({ url: server.clearUrl })(
      { ...mail, isTest },
      { signal },
    );
    expect(inWords(result)).toEqual({
      outcome,
      detail: 'The mail server took the message, but not for b@good.example.',
    });
  });
});

describe('a malformed SMTP_URL', () => {
  it.each([
    ['mail.example:587 T0PSECRET', 'Write it like smtp://user:password@host:587.'],
    ['http://robot:T0PSECRET@mail.example', 'Write it like smtp://user:password@host:587.'],
  ])('%s is refused at the start: %s', (url, part) => {
    expect(() => createSmtpMailer({ url })).toThrow(part);
    expect(() => createSmtpMailer({ url })).not.toThrow('T0P');
  });
});
