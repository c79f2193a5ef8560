import { createSecureContext, type TlsOptions } from 'node:tls';
import type { FailureView } from '@app/domain';
import { beforeAll, describe, expect, it } from 'vitest';
import { chainOf, issue, type TestCertificate } from '../testing/certificates.ts';
import { probe, type ProbeExample } from '../testing/probe.ts';
import { page, startRawServer, startTlsServer, type Script } from '../testing/server.ts';

const HOST = 'good.example';
let own: TlsOptions;
let root: TestCertificate;

beforeAll(async () => {
  root = await issue({ name: 'Root of words', authority: true });
  const leaf = await issue({ name: HOST, names: [{ type: 'dns', value: HOST }] }, root);
  own = { key: leaf.key, cert: chainOf(leaf) };
});

async function failureOf(
  options: TlsOptions,
  { host = HOST, ...example }: ProbeExample & { host?: string } = {},
): Promise<FailureView | null> {
  const server = await startTlsServer(options, page('hello'));
  const url = `https://${host}:${server.port}/`;
  return (await probe(url, { trustedRoots: [root.cert], timeoutMs: 3_000, ...example })).failure;
}

async function rawFailure(script: Script, host = HOST): Promise<FailureView | null> {
  const server = await startRawServer(script);
  return (await probe(`https://${host}:${server.port}/`, { timeoutMs: 3_000 })).failure;
}

/** A fatal alert instead of the server's first message (RFC 8446 section 6). */
const alert =
  (number: number): Script =>
  (socket) =>
    socket.end(Buffer.from([21, 3, 3, 0, 2, 2, number]));

describe('an alert of the server', () => {
  it.each<[number, string, string, RegExp]>([
    [10, 'unexpected_message', 'TLS_ALERT_UNEXPECTED_MESSAGE', /differently/],
    [20, 'bad_record_mac', 'TLS_ALERT_BAD_RECORD_MAC', /damaged/],
    [21, 'decryption_failed', 'TLS_ALERT_DECRYPTION_FAILED', /damaged/],
    [22, 'record_overflow', 'TLS_ALERT_RECORD_OVERFLOW', /damaged/],
    [30, 'decompression_failure', 'TLS_ALERT_DECOMPRESSION_FAILURE', /damaged/],
    [
      40,
      'handshake_failure',
      'TLS_HANDSHAKE',
      /no cipher suite .* no certificate for good\.example/,
    ],
    [41, 'no_certificate', 'TLS_CLIENT_CERT_REQUIRED', /client certificate/],
    [42, 'bad_certificate', 'TLS_CLIENT_CERT_REQUIRED', /client certificate/],
    [43, 'unsupported_certificate', 'TLS_CLIENT_CERT_REQUIRED', /client certificate/],
    [44, 'certificate_revoked', 'TLS_CLIENT_CERT_REQUIRED', /client certificate/],
    [45, 'certificate_expired', 'TLS_CLIENT_CERT_REQUIRED', /client certificate/],
    [46, 'certificate_unknown', 'TLS_CLIENT_CERT_REQUIRED', /client certificate/],
    [47, 'illegal_parameter', 'TLS_ALERT_ILLEGAL_PARAMETER', /differently/],
    [48, 'unknown_ca', 'TLS_CLIENT_CERT_REQUIRED', /certificate it knows/],
    [49, 'access_denied', 'TLS_ALERT_ACCESS_DENIED', /denies access/],
    [50, 'decode_error', 'TLS_ALERT_DECODE_ERROR', /differently/],
    [51, 'decrypt_error', 'TLS_ALERT_DECRYPT_ERROR', /verify/],
    [60, 'export_restriction', 'TLS_ALERT_EXPORT_RESTRICTION', /weak/],
    [70, 'protocol_version', 'TLS_PROTOCOL_TOO_OLD', /too old/],
    [71, 'insufficient_security', 'TLS_ALERT_INSUFFICIENT_SECURITY', /ciphers/],
    [80, 'internal_error', 'TLS_ALERT_INTERNAL_ERROR', /fault of its own/],
    [86, 'inappropriate_fallback', 'TLS_ALERT_INAPPROPRIATE_FALLBACK', /newer/],
    [90, 'user_canceled', 'TLS_ALERT_USER_CANCELED', /gave up/],
    [100, 'no_renegotiation', 'TLS_ALERT_NO_RENEGOTIATION', /refuses to negotiate/],
    [109, 'missing_extension', 'TLS_ALERT_MISSING_EXTENSION', /misses/],
    [110, 'unsupported_extension', 'TLS_ALERT_UNSUPPORTED_EXTENSION', /differently/],
    [111, 'certificate_unobtainable', 'TLS_CLIENT_CERT_REQUIRED', /client certificate/],
    [112, 'unrecognized_name', 'TLS_NAME_UNKNOWN', /does not know the name good\.example/],
    [115, 'unknown_psk_identity', 'TLS_ALERT_UNKNOWN_PSK_IDENTITY', /shared key/],
    [116, 'certificate_required', 'TLS_CLIENT_CERT_REQUIRED', /client certificate/],
    [120, 'no_application_protocol', 'TLS_ALERT_NO_APPLICATION_PROTOCOL', /version of HTTP/],
  ])('%i, %s, is told by number, name and meaning', async (number, name, code, meaning) => {
    const failure = await rawFailure(alert(number));
    expect(failure).toMatchObject({ class: 'tls', code });
    expect(failure?.message).toContain(`TLS alert ${number}, ${name}`);
    expect(failure?.message).toMatch(meaning);
  });

  it.each([121, 200])(
    '%i, which OpenSSL does not know, is an end without reason',
    async (number) => {
      expect(await rawFailure(alert(number))).toMatchObject({ class: 'reset' });
    },
  );

  it.each([40, 49, 80, 109, 112])(
    '%i to a client without a name says that one may be needed',
    async (number) => {
      const failure = await rawFailure(alert(number), '127.0.0.1');
      expect(failure).toMatchObject({ class: 'tls', code: 'TLS_NAME_NEEDED' });
      expect(failure?.message).toMatch(/may need a name: the target is an IP address/);
    },
  );
});

describe('what a handshake fails of', () => {
  it.each(['TLSv1.2', 'TLSv1.3'] as const)('a client certificate that is wanted, %s', async (v) => {
    const failure = await failureOf({
      ...own,
      requestCert: true,
      rejectUnauthorized: true,
      minVersion: v,
      maxVersion: v,
    });
    expect(failure).toMatchObject({ class: 'tls', code: 'TLS_CLIENT_CERT_REQUIRED' });
    expect(failure?.message).toMatch(
      /^The server wants a client certificate, which the check does/,
    );
  });

  it('certificates for names only, and a target that is an IP address', async () => {
    const failure = await failureOf(
      { SNICallback: (_name, callback) => callback(null, createSecureContext(own)) },
      { host: '127.0.0.1' },
    );
    expect(failure).toMatchObject({ code: 'TLS_NAME_NEEDED' });
  });

  it('an end without a word, which may mean a missing name', async () => {
    for (const close of ['end', 'resetAndDestroy'] as const) {
      expect((await rawFailure((socket) => socket[close]()))?.message).not.toMatch(/name/);
      const failure = await rawFailure((socket) => socket[close](), '127.0.0.1');
      expect(failure).toMatchObject({ class: 'reset', code: 'CONNECTION_RESET' });
      expect(failure?.message).toMatch(/TLS handshake.*may need a name/);
    }
  });

  it.each([
    ['a web server without TLS', 'HTTP/1.1 400 Bad Request\r\n\r\n'],
    ['SSH', 'SSH-2.0-OpenSSH_9.9\r\n'],
    ['a mail server', '220 mail.example ESMTP\r\n'],
    ['a database', Buffer.from('4a0000000a382e302e3337', 'hex')],
  ])('%s on the port', async (_what, answer) => {
    const failure = await rawFailure((socket) => socket.end(answer));
    expect(failure).toMatchObject({ class: 'tls', code: 'TLS_NOT_TLS' });
    expect(failure?.message).toMatch(/does not speak TLS on this port/);
  });
});
