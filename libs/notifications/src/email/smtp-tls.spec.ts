import { afterEach, describe, expect, it } from 'vitest';
import {
  SERVER_CERTIFICATE,
  type SmtpScript,
  type SmtpTls,
  startFakeSmtp,
} from '../testing/fake-smtp.ts';
import { sampleMessage } from '../testing/samples.ts';
import { createMailGuard } from './mail-guard.ts';
import { composeMail } from './mail.ts';
import { createSmtpMailer, type SmtpOptions } from './smtp.ts';
import { inWords } from '../testing/in-words.ts';

type Server = Awaited<ReturnType<typeof startFakeSmtp>>;

let server: Server;
afterEach(async () => {
  await server.close();
});

const { signal } = new AbortController();
const mail = composeMail(sampleMessage(), {
  from: 'alerts@monitor.example',
  to: ['a@good.example'],
});

const send = async (
  tls: SmtpTls,
  {
    script = {},
    url = (started) => started.url,
    ...options
  }: Partial<Omit<SmtpOptions, 'url'>> & {
    script?: SmtpScript;
    url?: (server: Server) => string;
  } = {},
) => {
  server = await startFakeSmtp(script, tls);
  return inWords(await createSmtpMailer({ url: url(server), ...options })(mail, { signal }));
};

const extraCertificates = [SERVER_CERTIFICATE];
/** Every name leads to the server. */
const guard = createMailGuard(() =>
  Promise.resolve([{ address: '127.0.0.1', family: 4 as const }]),
);

describe('a login', () => {
  it.each<[string, SmtpScript]>([
    ['offers no encryption', {}],
    ['says that it would encrypt and does not', { STARTTLS: '220 go ahead' }],
    ['knows no EHLO', { EHLO: '502 5.5.1 Not implemented' }],
  ])('is never sent in clear to a server that %s', async (_what, script) => {
    const result = await send('none', { script });
    expect(result.outcome).toBe('dead');
    expect(result.detail).toMatch(/in clear.+smtps:\/\/.+\?requireTLS=false to SMTP_URL/);
    expect(server.commands).not.toContain('AUTH');
    expect(server.commands).not.toContain('MAIL');
  });

  it.each(['?requireTLS=false', '?ignoreTLS=true'])(
    'is sent in clear where %s asks for it',
    async (query) => {
      const result = await send('none', { url: ({ url }) => `${url}${query}` });
      expect(result.outcome).toBe('sent');
      expect(server.commands).toContain('AUTH');
    },
  );

  it('waits while the server cannot encrypt for now', async () => {
    const result = await send('none', { script: { STARTTLS: '454 4.7.0 TLS not available' } });
    expect(result).toMatchObject({ outcome: 'retry' });
    expect(server.commands).not.toContain('AUTH');
  });

  it('is not what keeps a server without one from getting mail in clear', async () => {
    const result = await send('none', { url: ({ port }) => `smtp://127.0.0.1:${port}` });
    expect(result.outcome).toBe('sent');
  });
});

describe('the certificate of a mail server', () => {
  it.each<SmtpTls>(['starttls', 'from-start'])('of an own authority counts: %s', async (tls) => {
    const result = await send(tls, { extraCertificates });
    expect(result).toEqual({ outcome: 'sent', detail: 'The mail server took the message.' });
    expect(server.commands).toContain('AUTH');
  });

  it.each<SmtpTls>(['starttls', 'from-start'])(
    'that nobody knows is refused, with what helps: %s',
    async (tls) => {
      const result = await send(tls);
      expect(result.outcome).toBe('retry');
      expect(result.detail).toMatch(/^The mail server has a certificate .+ file of EXTRA_CA_FILE/);
      expect(result.detail).not.toMatch(/node/i);
      expect(server.commands).not.toContain('AUTH');
    },
  );

  it('for another name is refused, with what helps', async () => {
    const url = (started: Server): string => `smtps://mail.example:${started.port}`;
    const result = await send('from-start', { extraCertificates, guard, url });
    expect(result.detail).toMatch(/certificate for another name.+ in SMTP_URL/);
  });

  it('for the name in the address is taken', async () => {
    const url = (started: Server): string => `smtps://mail.internal:${started.port}`;
    expect((await send('from-start', { extraCertificates, guard, url })).outcome).toBe('sent');
  });

  it('is not asked for where the address says so', async () => {
    const url = (started: Server): string => `${started.url}?tls.rejectUnauthorized=false`;
    expect((await send('starttls', { url })).outcome).toBe('sent');
  });
});

it('says that a port speaks no TLS', async () => {
  const result = await send('none', { url: ({ port }) => `smtps://127.0.0.1:${port}` });
  expect(result.outcome).toBe('retry');
  expect(result.detail).toMatch(/speaks no TLS on this port.+ SMTP_URL/);
});
