import { createSecureContext, type TlsOptions, type TLSSocket } from 'node:tls';
import type { ProbeView } from '@app/domain';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  chainOf,
  issue,
  type CertificateExample,
  type TestCertificate,
} from '../testing/certificates.ts';
import { probe, type ProbeExample } from '../testing/probe.ts';
import {
  page,
  startRawServer,
  startServer,
  startTlsServer,
  type Script,
} from '../testing/server.ts';

const HOST = 'good.example';
const DNS_NAME = { type: 'dns', value: HOST } as const;
const LEAF: CertificateExample = { name: HOST, names: [DNS_NAME] };
const RSA = (modulusLength: number, hash: string): object => ({
  name: 'RSASSA-PKCS1-v1_5',
  modulusLength,
  hash,
  publicExponent: new Uint8Array([1, 0, 1]),
});

let root: TestCertificate;
let intermediate: TestCertificate;

beforeAll(async () => {
  root = await issue({ name: 'Test Root', authority: true, until: 3_650 });
  intermediate = await issue({ name: 'Test CA', authority: true, until: 365 }, root);
});

const keyAndChain = (leaf: TestCertificate, ...chain: TestCertificate[]): TlsOptions => ({
  key: leaf.key,
  cert: chainOf(leaf, ...chain),
});

interface TlsExample extends ProbeExample {
  readonly host?: string;
  readonly script?: Script;
}

async function probeTls(
  options: TlsOptions,
  { host = HOST, script = page('hello'), ...example }: TlsExample = {},
): Promise<ProbeView> {
  const server = await startTlsServer(options, script);
  return probe(`https://${host}:${server.port}/`, {
    trustedRoots: [root.cert],
    timeoutMs: 3_000,
    ...example,
  });
}

/** Probes https on a server that answers the first bytes as it likes. */
async function probeRaw(script: Script): Promise<ProbeView> {
  const server = await startRawServer(script);
  return probe(`https://127.0.0.1:${server.port}/`, { timeoutMs: 1_000 });
}

describe('a certificate that is fine', () => {
  it.each<[string, CertificateExample, string?]>([
    ['tls-001: a valid chain', LEAF],
    [
      'tls-013: a wildcard for one label',
      { name: 'w', names: [{ type: 'dns', value: '*.good.example' }] },
      'www.good.example',
    ],
    [
      'tls-015: an IP address that is named',
      { name: 'ip', names: [{ type: 'ip', value: '127.0.0.1' }] },
      '127.0.0.1',
    ],
    ['tls-030: Ed25519', { ...LEAF, algorithm: { name: 'Ed25519' } }],
    [
      'tls-031: P-521',
      { ...LEAF, algorithm: { name: 'ECDSA', namedCurve: 'P-521', hash: 'SHA-512' } },
    ],
    [
      'response-058: 1,500 names',
      {
        name: HOST,
        names: [
          DNS_NAME,
          ...Array.from({ length: 1_500 }, (_, n) => ({
            type: 'dns' as const,
            value: `host-${n}.good.example`,
          })),
        ],
      },
    ],
  ])('%s', async (_what, example, host) => {
    const leaf = await issue(example, intermediate);
    const result = await probeTls(keyAndChain(leaf, intermediate), host ? { host } : {});
    expect(result).toMatchObject({ outcome: 'ok', statusCode: 200, address: '127.0.0.1' });
    expect(result.phases.tlsMs).toBeGreaterThan(0);
  });
});

describe('an http address that leads to https', () => {
  async function follow(leaf: CertificateExample, settings: ProbeExample = {}) {
    const issued = await issue(leaf, intermediate);
    const secure = await startTlsServer(keyAndChain(issued, intermediate), page('hello'));
    const origin = `https://${HOST}:${secure.port}`;
    const plain = await startServer(page('', '301 Moved', [`location: ${origin}/in`]));
    const url = `http://${HOST}:${plain.port}/`;
    return {
      origin,
      result: await probe(url, { trustedRoots: [root.cert], retries: 0, ...settings }),
    };
  }

  it('names the site whose certificate counts, also when that is no good', async () => {
    const good = await follow(LEAF);
    expect(good.result).toMatchObject({ outcome: 'ok', securedAt: good.origin });
    const bad = await follow({ ...LEAF, from: -90, until: -1 });
    expect(bad.result).toMatchObject({ outcome: 'failed', securedAt: bad.origin });
  });

  it('names none where the redirect is not followed, or https was asked for', async () => {
    const { result } = await follow(LEAF, { maxRedirects: 0 });
    expect(result).not.toHaveProperty('securedAt');
    const leaf = await issue(LEAF, intermediate);
    expect(await probeTls(keyAndChain(leaf, intermediate))).not.toHaveProperty('securedAt');
  });
});

describe('a certificate that is not trusted', () => {
  it.each<[string, string, CertificateExample, string?]>([
    ['tls-002', 'CERT_EXPIRED', { ...LEAF, from: -90, until: -1 }],
    ['tls-003', 'CERT_NOT_YET_VALID', { ...LEAF, from: 1 }],
    [
      'tls-004',
      'CERT_NAME_MISMATCH',
      { name: 'other', names: [{ type: 'dns', value: 'other.example' }] },
    ],
    [
      'tls-014',
      'CERT_NAME_MISMATCH',
      { name: 'w', names: [{ type: 'dns', value: '*.good.example' }] },
      'a.b.good.example',
    ],
    ['tls-012', 'CERT_NAME_CN_ONLY', { name: HOST }],
    ['tls-016', 'CERT_NAME_MISMATCH', LEAF, '127.0.0.1'],
    ['response-060', 'CERT_INVALID', { ...LEAF, from: -1, until: -2 }],
    ['tls-028', 'CERT_WEAK_KEY', { ...LEAF, algorithm: RSA(1_024, 'SHA-256') }],
  ])('%s: %s', async (_id, code, example, host) => {
    const leaf = await issue(example, intermediate);
    const result = await probeTls(
      { ...keyAndChain(leaf, intermediate), ciphers: 'DEFAULT@SECLEVEL=0' },
      host ? { host } : {},
    );
    expect(result).toMatchObject({ outcome: 'failed', failure: { class: 'tls', code } });
    expect(result.failure?.message).toMatch(/\.$/);
  });

  it('tls-006: self-signed', async () => {
    const { failure } = await probeTls(keyAndChain(await issue(LEAF)));
    expect(failure).toMatchObject({ class: 'tls', code: 'CERT_SELF_SIGNED' });
  });

  it('tls-007 and tls-008: an authority that is not trusted, sent or not', async () => {
    const foreign = await issue({ name: 'Foreign Root', authority: true });
    const leaf = await issue(LEAF, foreign);
    const sent = await probeTls(keyAndChain(leaf, foreign));
    expect(sent.failure).toMatchObject({ code: 'CERT_UNTRUSTED_ROOT' });
    const missing = await probeTls(keyAndChain(leaf));
    expect(missing.failure).toMatchObject({ code: 'CERT_CHAIN_INCOMPLETE_OR_UNTRUSTED' });
  });

  it("an authority of one's own is trusted besides the others", async () => {
    const own = await issue({ name: 'Own Root', authority: true });
    const extraCertificates = [own.cert];
    for (const authority of [own, root]) {
      const leaf = keyAndChain(await issue(LEAF, authority));
      expect(await probeTls(leaf, { extraCertificates })).toMatchObject({ outcome: 'ok' });
    }
  });

  it("an issuing authority of one's own is trusted without its root, others are not", async () => {
    const house = await issue({ name: 'House Root', authority: true });
    const issuing = await issue({ name: 'House Issuing', authority: true }, house);
    const stranger = await issue({ name: 'House Stranger', authority: true }, house);
    const extraCertificates = [issuing.cert];
    const leaf = await issue(LEAF, issuing);
    for (const sent of [keyAndChain(leaf, issuing), keyAndChain(leaf)]) {
      expect(await probeTls(sent, { extraCertificates })).toMatchObject({ outcome: 'ok' });
    }
    const strange = keyAndChain(await issue(LEAF, stranger), stranger);
    expect(await probeTls(strange, { extraCertificates })).toMatchObject({
      failure: { code: 'CERT_CHAIN_INCOMPLETE_OR_UNTRUSTED' },
    });
  });

  it('tls-009: an intermediate that is not sent', async () => {
    const leaf = await issue(LEAF, intermediate);
    const { failure } = await probeTls(keyAndChain(leaf));
    expect(failure).toMatchObject({ code: 'CERT_CHAIN_INCOMPLETE_OR_UNTRUSTED' });
  });

  it('tls-010: an intermediate that has expired', async () => {
    const expired = await issue({ name: 'Old CA', authority: true, from: -90, until: -1 }, root);
    const { failure } = await probeTls(keyAndChain(await issue(LEAF, expired), expired));
    expect(failure).toMatchObject({ class: 'tls', code: 'CERT_CHAIN_EXPIRED' });
  });

  it('tls-029: signed with SHA-1', async () => {
    const old = await issue(
      { name: 'SHA-1 CA', authority: true, algorithm: RSA(2_048, 'SHA-1') },
      root,
    );
    const { failure } = await probeTls({
      ...keyAndChain(await issue(LEAF, old), old),
      ciphers: 'DEFAULT@SECLEVEL=0',
    });
    expect(failure).toMatchObject({ class: 'tls', code: 'CERT_WEAK_SIGNATURE' });
  });

  it('sends no request, and is accepted when verification is off', async () => {
    const server = await startTlsServer(keyAndChain(await issue(LEAF)), page('hello'));
    const url = `https://${HOST}:${server.port}/`;
    expect((await probe(url)).failure).toMatchObject({ class: 'tls' });
    expect(server.requests).toHaveLength(0);
    expect(await probe(url, { verifyTls: false })).toMatchObject({ outcome: 'ok' });
  });
});

describe('a handshake that fails', () => {
  it('response-034: HTTP where TLS is expected', async () => {
    const { failure } = await probeRaw(page('hello'));
    expect(failure).toMatchObject({ class: 'tls', code: 'TLS_NOT_TLS' });
  });

  it('tls-037: a port that speaks first', async () => {
    const { failure } = await probeRaw((socket) => socket.write('220 mail.example ESMTP\r\n'));
    expect(failure).toMatchObject({ class: 'tls', code: 'TLS_NOT_TLS' });
  });

  it('tls-020: TLS 1.0 only', async () => {
    const leaf = await issue(LEAF, intermediate);
    const { failure } = await probeTls({
      ...keyAndChain(leaf, intermediate),
      minVersion: 'TLSv1',
      maxVersion: 'TLSv1',
      ciphers: 'DEFAULT@SECLEVEL=0',
    });
    expect(failure).toMatchObject({ class: 'tls', code: 'TLS_PROTOCOL_TOO_OLD' });
  });

  it('tls-024: no cipher in common', async () => {
    const leaf = await issue(LEAF, intermediate);
    const { failure } = await probeTls({
      ...keyAndChain(leaf, intermediate),
      maxVersion: 'TLSv1.2',
      ciphers: 'ECDHE-RSA-AES128-GCM-SHA256',
    });
    expect(failure).toMatchObject({ class: 'tls', code: 'TLS_HANDSHAKE' });
  });

  it('tls-026: a client certificate is wanted, which TLS 1.3 says after the handshake', async () => {
    const leaf = await issue(LEAF, intermediate);
    const { failure } = await probeTls({
      ...keyAndChain(leaf, intermediate),
      requestCert: true,
      rejectUnauthorized: true,
      minVersion: 'TLSv1.3',
    });
    expect(failure).toMatchObject({ class: 'tls', code: 'TLS_CLIENT_CERT_REQUIRED' });
  });

  it('tls-027: a server without certificate', async () => {
    const { failure } = await probeTls({});
    expect(failure).toMatchObject({ class: 'tls', code: 'TLS_HANDSHAKE' });
  });

  it('tls-039: a megabyte of handshake records', async () => {
    const record = Buffer.concat([Buffer.from('1603034000', 'hex'), Buffer.alloc(16_384)]);
    const { failure } = await probeRaw((socket) =>
      socket.write(Buffer.concat(Array<Buffer>(64).fill(record))),
    );
    expect(failure?.class).toMatch(/^(tls|timeout)$/);
  });

  it('tls-025: silence is a timeout in the TLS phase', async () => {
    const { failure } = await probeRaw(() => undefined);
    expect(failure).toMatchObject({
      class: 'timeout',
      code: 'tls',
      message: 'No answer within 1 s (waiting for the TLS handshake).',
    });
  });

  it('tls-022: a connection that is closed instead', async () => {
    for (const close of ['end', 'resetAndDestroy'] as const) {
      const { failure } = await probeRaw((socket) => socket[close]());
      expect(failure).toMatchObject({ class: 'reset', code: 'CONNECTION_RESET' });
      expect(failure?.message).toContain('TLS handshake');
    }
  });
});

describe('the name that is asked for', () => {
  it('tls-017 and tls-019: chooses the certificate', async () => {
    const other = await issue({ name: 'x', names: [{ type: 'dns', value: 'x.example' }] }, root);
    const leaf = await issue(LEAF, root);
    const asked: string[] = [];
    const result = await probeTls({
      ...keyAndChain(other),
      SNICallback: (name, callback) => {
        asked.push(name);
        callback(null, createSecureContext(keyAndChain(leaf)));
      },
    });
    expect(result).toMatchObject({ outcome: 'ok' });
    expect(asked).toEqual([HOST]);
  });
});

describe('the end of a TLS connection', () => {
  it('response-056: without close_notify the status decides', async () => {
    const leaf = await issue(LEAF, root);
    const script: Script = (socket) => {
      socket.write('HTTP/1.1 200 OK\r\n\r\nhello', () => {
        // Ends the TCP connection below TLS.
        (socket as TLSSocket & { _parent?: { end(): void } })._parent?.end();
        socket.destroy();
      });
    };
    const result = await probeTls(keyAndChain(leaf), { script });
    expect(result).toMatchObject({ outcome: 'ok', statusCode: 200 });
  });
});
