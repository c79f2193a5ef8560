import { connect, type Socket } from 'node:net';
import { createSecureContext, type TlsOptions } from 'node:tls';
import type { CertificateResult } from '@app/domain';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  HOST,
  LEAF,
  read,
  readCertificate,
  serveChain,
  type ReadExample,
} from '../testing/certificate-probe.ts';
import { chainOf, issue, type TestCertificate } from '../testing/certificates.ts';
import { failWith, resolveTo } from '../testing/probe.ts';
import { page, startRawServer, startTlsServer, type Script } from '../testing/server.ts';

let root: TestCertificate;
let leaf: TestCertificate;

beforeAll(async () => {
  root = await issue({ name: 'Test Root', authority: true });
  leaf = await issue(LEAF, root);
});

async function readFrom(
  options: TlsOptions,
  example: ReadExample = {},
): Promise<CertificateResult> {
  const server = await serveChain(leaf, [], options);
  return readCertificate(server.port, { trustedRoots: [root.cert], ...example });
}

/** Reads from a server that answers the first bytes as it likes. */
async function readRaw(script: Script, timeoutMs = 1_000): Promise<CertificateResult> {
  const server = await startRawServer(script);
  return readCertificate(server.port, { timeoutMs });
}

/** Passes a TLS 1.3 handshake on to another server, but not what the client says at its end. */
const cutAfterHandshake =
  (port: number, afterwards: (socket: Socket) => unknown): Script =>
  (socket, hello) => {
    const server = connect(port, '127.0.0.1');
    server.on('error', () => undefined);
    server.write(Buffer.from(hello, 'latin1'));
    server.pipe(socket, { end: false });
    socket.once('data', () => {
      server.destroy();
      afterwards(socket);
    });
    socket.once('close', () => server.destroy());
  };

describe('a certificate that is read', () => {
  it.each(['TLSv1', 'TLSv1.1'] as const)('tls-020: although %s only', async (version) => {
    const { codes, evidence } = read(
      await readFrom({ minVersion: version, maxVersion: version, ciphers: 'DEFAULT@SECLEVEL=0' }),
    );
    expect(codes).toEqual(['protocol TLS_PROTOCOL_TOO_OLD']);
    expect(evidence.protocol).toBe(version);
  });

  it.each<[string, TlsOptions]>([
    ['in TLS 1.2, within the handshake', { maxVersion: 'TLSv1.2' }],
    ['tls-026: in TLS 1.3, after the handshake', { minVersion: 'TLSv1.3' }],
  ])('although a client certificate is wanted, %s', async (_when, version) => {
    const options = { requestCert: true, rejectUnauthorized: true, ...version };
    const { codes, evidence } = read(await readFrom(options));
    expect(codes).toEqual(['connection TLS_CLIENT_CERT_REQUIRED']);
    expect(evidence).toMatchObject({ trust: 'trusted', leaf: { commonName: HOST } });
  });

  it('judges the chain also when the handshake is refused', async () => {
    const result = await readFrom(
      { requestCert: true, rejectUnauthorized: true, maxVersion: 'TLSv1.2' },
      { host: 'other.example', trustedRoots: [] },
    );
    expect(read(result).codes).toEqual([
      'name CERT_NAME_MISMATCH',
      'trust CERT_UNTRUSTED',
      'completeness CERT_CHAIN_INCOMPLETE_OR_UNTRUSTED',
      'connection TLS_CLIENT_CERT_REQUIRED',
    ]);
  });

  it.each<[string, (socket: Socket) => unknown, string[]]>([
    [
      'although the server closes after the handshake',
      (socket) => socket.end(),
      ['connection TLS_CLOSED_AFTER_HANDSHAKE'],
    ],
    ['although the server is silent after the handshake', () => undefined, []],
  ])('%s', async (_what, afterwards, codes) => {
    const server = await serveChain(leaf);
    const front = await startRawServer(cutAfterHandshake(server.port, afterwards));
    const result = await readCertificate(front.port, { trustedRoots: [root.cert] });
    expect(read(result).codes).toEqual(codes);
  });

  it('tls-017 and tls-019: is the one for the name of the url, which is sent', async () => {
    const other = await issue({ name: 'x', names: [{ type: 'dns', value: 'x.example' }] }, root);
    const asked: string[] = [];
    const result = await readFrom({
      key: other.key,
      cert: other.cert,
      SNICallback: (name, callback) => {
        asked.push(name);
        callback(null, createSecureContext({ key: leaf.key, cert: chainOf(leaf) }));
      },
    });
    expect(read(result).evidence.leaf.commonName).toBe(HOST);
    expect(new Set(asked)).toEqual(new Set([HOST]));
  });

  it('tls-018: is the default one for an IP address, which is not sent', async () => {
    const asked: string[] = [];
    const result = await readFrom(
      {
        SNICallback: (name, callback) => {
          asked.push(name);
          callback(null, createSecureContext({ key: leaf.key, cert: leaf.cert }));
        },
      },
      { host: '127.0.0.1' },
    );
    expect(read(result).codes).toEqual(['name CERT_NAME_MISMATCH']);
    expect(asked).toEqual([]);
  });

  it('tls-041: is read anew each time, on connections without data that are closed', async () => {
    const server = await serveChain(leaf);
    for (let round = 0; round < 3; round++) {
      const result = await readCertificate(server.port, { trustedRoots: [root.cert] });
      expect(read(result).evidence.leaf.commonName).toBe(HOST);
    }
    expect(server.connections()).toBe(3);
    expect(server.requests).toEqual([]);
    await expect.poll(() => server.open()).toBe(0);
  });

  it('tls-035: comes from the host of the url, not from where it redirects to', async () => {
    const server = await startTlsServer(
      { key: leaf.key, cert: leaf.cert },
      page('', '302 Found', ['location: https://elsewhere.example/']),
    );
    const result = await readCertificate(server.port, { trustedRoots: [root.cert] });
    expect(read(result).codes).toEqual([]);
    expect(server.requests).toEqual([]);
  });
});

describe('a technical failure', () => {
  it.each<[string, string, Script]>([
    ['tls-036: HTTP', 'TLS_NOT_TLS', page('hello')],
    ['tls-037: STARTTLS', 'TLS_NOT_TLS', (socket) => socket.write('220 mail.example ESMTP\r\n')],
    ['SSH', 'TLS_NOT_TLS', (socket) => socket.write('SSH-2.0-OpenSSH_9.9\r\n')],
    [
      'an unknown name',
      'TLS_NAME_UNKNOWN',
      (socket) => socket.end(Buffer.from('15030300020270', 'hex')),
    ],
    [
      'SSL 3.0 only',
      'TLS_PROTOCOL_TOO_OLD',
      (socket) => socket.end(Buffer.from('15030000020246', 'hex')),
    ],
  ])('%s: %s', async (_what, code, script) => {
    expect(await readRaw(script)).toMatchObject({
      outcome: 'failed',
      address: '127.0.0.1',
      failure: { class: 'tls', code },
    });
  });

  it('tls-024: no cipher in common', async () => {
    const result = await readFrom({
      maxVersion: 'TLSv1.2',
      ciphers: 'ECDHE-RSA-AES128-GCM-SHA256',
    });
    expect(result).toMatchObject({ outcome: 'failed', failure: { code: 'TLS_HANDSHAKE' } });
  });

  it.each(['TLSv1.2', 'TLSv1.3'] as const)('tls-027: no certificate, %s', async (maxVersion) => {
    const server = await startTlsServer({ maxVersion }, () => undefined);
    const result = await readCertificate(server.port);
    expect(result).toMatchObject({ outcome: 'failed', failure: { code: 'TLS_HANDSHAKE' } });
  });

  it('tls-022 and tls-023: FIN and RST', async () => {
    for (const close of ['end', 'resetAndDestroy'] as const) {
      expect(await readRaw((socket) => socket[close]())).toMatchObject({
        outcome: 'failed',
        failure: { class: 'reset', code: 'CONNECTION_RESET' },
      });
    }
  });

  it('tls-021: SNI refused by closing', async () => {
    const result = await readFrom({ SNICallback: (_name, callback) => callback(new Error('no')) });
    expect(result).toMatchObject({ outcome: 'failed', failure: { code: 'CONNECTION_RESET' } });
  });

  it.each<[string, Script]>([
    ['tls-025 and tls-038: silence', () => undefined],
    [
      'a handshake that drips',
      (socket) => {
        socket.write(Buffer.from('1603030100', 'hex'));
        const timer = setInterval(() => socket.write(Buffer.alloc(1)), 100);
        socket.once('close', () => clearInterval(timer));
      },
    ],
  ])('%s ends at the deadline', async (_what, script) => {
    expect(await readRaw(script, 700)).toMatchObject({
      outcome: 'failed',
      failure: { class: 'timeout', code: 'tls', fact: { is: 'deadline', timeoutMs: 700 } },
    });
  });

  it('tls-039: a megabyte of handshake records', async () => {
    const record = Buffer.concat([Buffer.from('1603034000', 'hex'), Buffer.alloc(16_384)]);
    const result = await readRaw((socket) => {
      socket.write(Buffer.concat(Array<Buffer>(64).fill(record)));
    });
    expect(result).toMatchObject({
      outcome: 'failed',
      failure: { class: expect.stringMatching(/^(tls|timeout)$/) as unknown },
    });
  });

  it('nothing listens', async () => {
    const result = await readCertificate(1);
    expect(result).toMatchObject({ outcome: 'failed', failure: { class: 'refused' } });
  });

  it('the name does not exist', async () => {
    const result = await readCertificate(443, { resolver: failWith('ENOTFOUND') });
    expect(result).toMatchObject({
      outcome: 'failed',
      address: null,
      failure: { class: 'dns', code: 'DNS_NOT_FOUND' },
    });
  });
});

describe('a failure of ours is inconclusive', () => {
  it.each<[string, ReadExample, string]>([
    [
      'the resolver is silent',
      { resolver: () => new Promise(() => undefined), timeoutMs: 200 },
      'network',
    ],
    ['the resolver fails', { resolver: failWith('ESERVFAIL', { fault: 'resolver' }) }, 'network'],
    ['the address is denied', { resolver: resolveTo('10.0.0.1'), mode: 'public-only' }, 'egress'],
  ])('%s', async (_what, example, failureClass) => {
    const result = await readCertificate(443, example);
    expect(result).toMatchObject({ outcome: 'inconclusive', failure: { class: failureClass } });
  });
});

it('rejects with the reason of the signal, before and during a check', async () => {
  const reason = new Error('shutting down');
  await expect(readCertificate(443, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  const stop = new AbortController();
  const server = await startRawServer(() => stop.abort(reason));
  await expect(readCertificate(server.port, { signal: stop.signal })).rejects.toBe(reason);
  await expect.poll(() => server.open()).toBe(0);
});
