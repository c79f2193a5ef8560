import { STATUS_CODES } from 'node:http';
import { X509Certificate } from 'node:crypto';
import { describeFailure, type EgressFact, type Failure } from '@app/domain';
import { EgressDeniedError, LookupError } from '@app/platform';
import { errors } from 'undici';
import { expect, it } from 'vitest';
import { issue, type CertificateExample } from '../../testing/certificates.ts';
import { headTooFine, headTooLarge } from '../budget.ts';
import { CertificateError } from '../../tls/certificate-error.ts';
import type { CertificateFault } from '../../tls/certificate-faults.ts';
import { HandshakeError } from '../handshake-error.ts';
import { nextHop, type Hop } from '../redirect.ts';
import { afterRedirect, deniedRedirect } from './after-redirect.ts';
import type { FailureContext } from './context.ts';
import { failureFromError } from './from-error.ts';
import { IncompleteBodyError } from '../body/incomplete-body-error.ts';
import { statusFailure } from './status-failure.ts';
import { DeadlineError } from './timeout-failure.ts';

/*
 * Every sentence that an http check can say, in a file: a change of words shows in its diff. The parts of sentences that
 * need a server are in the tests beside the probe.
 */

const context: FailureContext = {
  host: 'good.example',
  port: 8_080,
  phase: 'connect',
  address: '203.0.113.9',
  timeoutMs: 10_000,
};
const PHASES = ['dns', 'connect', 'tls', 'first-byte', 'transfer'] as const;
const HOSTS = ['good.example', '203.0.113.9'];

const coded = (code: string, message = code): Error => Object.assign(new Error(message), { code });
const say = (failure: Failure | Hop): string =>
  'class' in failure ? `${failure.class} ${failure.code}: ${describeFailure(failure)}` : 'followed';
const told = (error: Error, changes: Partial<FailureContext> = {}): string =>
  say(failureFromError(error, { ...context, ...changes }));

async function sentencesAre(name: string, sentences: readonly string[]): Promise<void> {
  const dated = sentences.map((one) => one.replaceAll(/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d/g, '<time>'));
  const distinct = [...new Set(dated)];
  await expect(`${distinct.join('\n')}\n`).toMatchFileSnapshot(`sentences/${name}.txt`);
}

it('of a name', async () => {
  const codes = ['ENOTFOUND', 'ENODATA', 'EBADNAME', 'ESERVFAIL', 'EREFUSED', 'ETIMEOUT', 'EOTHER'];
  const faults = ['name', 'resolver'] as const;
  await sentencesAre('name', [
    ...codes.flatMap((code) =>
      faults.map((fault) =>
        told(new LookupError('good.example', code, { fault }), { phase: 'dns' }),
      ),
    ),
    told(new LookupError('good.example', 'ESERVFAIL', { fault: 'name', isDnssecBroken: true }), {
      phase: 'dns',
    }),
    ...codes.map((code) => told(coded(code), { phase: 'dns' })),
  ]);
});

/** An address that the mode refuses. */
const PRIVATE: EgressFact = {
  is: 'private',
  mode: 'public-only',
  host: '10.0.0.5',
  range: 'private',
  cidr: '10.0.0.0/8',
};

it('of a connection', async () => {
  const codes =
    'ECONNREFUSED ECONNRESET ETIMEDOUT EHOSTUNREACH ENETUNREACH EMFILE ENOMEM EADDRNOTAVAIL EPERM UND_ERR_X';
  await sentencesAre('connection', [
    ...codes
      .split(' ')
      .filter((code) => code !== 'ENETUNREACH')
      .map((code) => told(coded(code))),
    told(coded('ENETUNREACH'), { address: null }),
    ...PHASES.slice(1).flatMap((phase) =>
      HOSTS.map((host) => told(coded('ECONNRESET'), { phase, host })),
    ),
    ...PHASES.map((phase) => told(new DeadlineError(), { phase, timeoutMs: 1_500 })),
    told(new EgressDeniedError({ reason: 'EGRESS_PRIVATE', fact: PRIVATE })),
  ]);
});

it('of TLS', async () => {
  const alerts = Array.from({ length: 122 }, (_, number) =>
    coded('ERR_SSL_ALERT', `SSL routines: SSL alert number ${number}`),
  );
  const codes =
    'WRONG_VERSION_NUMBER UNSUPPORTED_PROTOCOL DH_KEY_TOO_SMALL UNSAFE_LEGACY_RENEGOTIATION_DISABLED WRONG_SIGNATURE_TYPE EE_KEY_TOO_SMALL CA_MD_TOO_WEAK WRONG_CIPHER_RETURNED UNEXPECTED_EOF_WHILE_READING BAD_RECORD_MAC SOMETHING_ELSE';
  await sentencesAre('tls', [
    ...codes.split(' ').map((code) => told(coded(`ERR_SSL_${code}`), { phase: 'tls' })),
    ...alerts.flatMap((alert) => [
      ...HOSTS.map((host) => told(alert, { phase: 'tls', host })),
      told(alert, { phase: 'first-byte' }),
      told(new HandshakeError(alert, true), { phase: 'tls' }),
    ]),
  ]);
});

it('of a certificate', async () => {
  const dns = (...values: string[]): CertificateExample['names'] =>
    values.map((value) => ({ type: 'dns', value }));
  const authority = await issue({ name: 'Old CA', authority: true, from: -9, until: -2 });
  const leaves = [
    await issue({ name: 'other.example', names: dns('other.example') }),
    await issue({ name: 'a', names: dns('a.example', 'b.example', 'c.example', 'd.example') }),
    await issue({ name: 'good.example' }),
    await issue({ name: '' }),
    await issue({ name: 'x.example', names: dns('x.example') }, authority),
  ].map(({ cert }) => new X509Certificate(cert));
  const codes =
    'CERT_EXPIRED CERT_CHAIN_EXPIRED CERT_NOT_YET_VALID CERT_NAME_MISMATCH CERT_NAME_CN_ONLY CERT_SELF_SIGNED CERT_UNTRUSTED_ROOT CERT_CHAIN_INCOMPLETE_OR_UNTRUSTED CERT_REVOKED CERT_WEAK_KEY CERT_WEAK_SIGNATURE CERT_INVALID CERT_SIGNATURE_BROKEN CERT_WRONG_PURPOSE CERT_ISSUER_NO_AUTHORITY CERT_PATH_TOO_LONG CERT_NAME_NOT_PERMITTED CERT_UNHEARD_OF'.split(
      ' ',
    );
  const also: CertificateFault[] = [
    'CERT_NAME_MISMATCH',
    'CERT_ISSUER_NO_AUTHORITY',
    'CERT_WRONG_PURPOSE',
    'CERT_WEAK_KEY',
    'CERT_WEAK_SIGNATURE',
    'CERT_SELF_SIGNED',
    'CERT_NAME_NOT_PERMITTED',
  ];
  const shown = [undefined, ...leaves].flatMap((leaf) => [
    ...codes.map((code) => new CertificateError(code, leaf)),
    new CertificateError('CERT_EXPIRED', leaf, also),
  ]);
  await sentencesAre(
    'certificate',
    HOSTS.flatMap((host) => shown.map((error) => told(error, { host, phase: 'tls' }))),
  );
});

it('of an answer', async () => {
  const parser = (message: string): Error =>
    Object.assign(new errors.HTTPParserError(message), { code: 'HPE_INVALID_CONSTANT' });
  await sentencesAre('answer', [
    ...Object.keys(STATUS_CODES).map((code) => say(statusFailure(Number(code), '200-399'))),
    ...[299, 494, 495, 496, 497, 520, 521, 522, 523, 524, 525, 526, 527, 530, 599].map((code) =>
      say(statusFailure(code, '200')),
    ),
    told(new IncompleteBodyError(new Error())),
    told(headTooLarge()),
    told(headTooFine()),
    told(coded('UND_ERR_HEADERS_OVERFLOW')),
    told(coded('UND_ERR_RES_CONTENT_LENGTH_MISMATCH')),
    told(coded('UND_ERR_SOCKET', 'other side closed')),
    told(coded('UND_ERR_SOCKET', 'something else')),
    told(parser('Response does not match the HTTP/1.1 protocol (Expected HTTP/)')),
    told(parser('nothing in brackets')),
  ]);
});

it('of a redirect', async () => {
  const hop = (url: string, headers: [string, string][] = [], method = 'GET'): Hop => ({
    url: new URL(url),
    method,
    headers: new Map(headers),
    body: null,
  });
  const secrets: [string, string][] = ['authorization', 'cookie', 'x-key', 'x-token', 'x-more'].map(
    (name) => [name, 'secret'],
  );
  const first = hop('https://good.example/', secrets, 'POST');
  const found = statusFailure(401, '200');
  await sentencesAre('redirect', [
    ...[null, 'http://[', 'ftp://good.example/'].map((to) => say(nextHop(first, 302, to))),
    ...[first, hop('https://other.example/', secrets.slice(1), 'POST'), hop('https://o.example/')]
      .flatMap((last) =>
        [401, 500, null].map((statusCode) => afterRedirect(found, { first, last, statusCode })),
      )
      .map(say),
    say(
      deniedRedirect(new URL('http://10.0.0.5/'), {
        class: 'egress',
        code: 'EGRESS_PRIVATE',
        fact: { is: 'egress', denial: PRIVATE },
      }),
    ),
  ]);
});
