import { X509Certificate } from 'node:crypto';
import { createSecureContext, type TlsOptions } from 'node:tls';
import type { CertificateResult } from '@app/domain';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  LEAF,
  readCertificate,
  rsa,
  serveChain,
  type ReadExample,
} from '../testing/certificate-probe.ts';
import { chainOf, issue, type TestCertificate } from '../testing/certificates.ts';
import { resolveTo } from '../testing/probe.ts';
import { startRawServer } from '../testing/server.ts';

const [ONE, TWO, DEAD] = ['127.0.0.1', '127.0.0.2', '127.0.0.3'] as const;

let root: TestCertificate;
let old: TestCertificate;
let fresh: TestCertificate;

beforeAll(async () => {
  root = await issue({ name: 'Test Root', authority: true });
  old = await issue({ ...LEAF, until: 10 }, root);
  fresh = await issue({ ...LEAF, until: 80 }, root);
});

type Read = Extract<CertificateResult, { outcome: 'ok' }>;

async function readAt(port: number, addresses: string[], example: ReadExample = {}): Promise<Read> {
  const resolver = resolveTo(...addresses);
  const result = await readCertificate(port, { trustedRoots: [root.cert], resolver, ...example });
  return result.outcome === 'ok' ? result : expect.fail(JSON.stringify(result.failure));
}

const fingerprintOf = ({ cert }: TestCertificate): string =>
  new X509Certificate(cert).fingerprint256.replaceAll(':', '').toLowerCase();

const daysLeft = ({ leaf }: Read['evidence']): number =>
  Math.round((leaf.validTo.getTime() - Date.now()) / 86_400_000);

describe('a site with several addresses', () => {
  it('is read at each of them, with the name that was asked for', async () => {
    const { port } = await serveChain(old);
    await serveChain(fresh, [], {}, { host: TWO, port });
    const result = await readAt(port, [ONE, TWO]);
    expect([result.address, daysLeft(result.evidence)]).toEqual([ONE, 10]);
    expect(result.others).toMatchObject([{ addresses: [TWO] }]);
    expect(result.others?.map(({ evidence }) => daysLeft(evidence))).toEqual([80]);
    expect(result.findings).toEqual([]);
    expect(result).not.toHaveProperty('unreached');
  });

  it('that all show the same is read as one', async () => {
    const { port } = await serveChain(fresh);
    await serveChain(fresh, [], {}, { host: TWO, port });
    const result = await readAt(port, [ONE, TWO]);
    expect(result).toMatchObject({ address: ONE, addresses: [ONE, TWO] });
    expect(result).not.toHaveProperty('others');
  });

  it('is read although one of them is dead, which is noted', async () => {
    const { port } = await serveChain(fresh, [], {}, { host: TWO });
    const result = await readAt(port, [DEAD, TWO]);
    expect(result.address).toBe(TWO);
    expect(result.unreached).toMatchObject([{ address: DEAD, failure: { class: 'refused' } }]);
  });

  it('is read although one of them is silent', async () => {
    const { port } = await startRawServer(() => undefined);
    await serveChain(fresh, [], {}, { host: TWO, port });
    const result = await readAt(port, [ONE, TWO], { timeoutMs: 2_000 });
    expect(result.address).toBe(TWO);
    expect(result.unreached).toMatchObject([{ address: ONE, failure: { class: 'timeout' } }]);
  });

  it('names the one whose chain is not complete', async () => {
    const intermediate = await issue({ name: 'Test CA', authority: true }, root);
    const leaf = await issue(LEAF, intermediate);
    const { port } = await serveChain(leaf, [intermediate]);
    await serveChain(leaf, [], {}, { host: TWO, port });
    const { findings } = await readAt(port, [ONE, TWO]);
    expect(findings.map(({ code }) => code)).toEqual([
      'CERT_UNTRUSTED',
      'CERT_CHAIN_INCOMPLETE_OR_UNTRUSTED',
    ]);
    expect(findings.every(({ place }) => place?.addresses?.join() === TWO)).toBe(true);
  });

  it('fails as the site does when all are dead, and is denied when one is', async () => {
    const example = { resolver: resolveTo(DEAD, TWO) };
    expect(await readCertificate(1, example)).toMatchObject({
      outcome: 'failed',
      address: DEAD,
      failure: { class: 'refused' },
    });
    const denied = { resolver: resolveTo(ONE, '169.254.169.254') };
    expect(await readCertificate(1, denied)).toMatchObject({
      outcome: 'inconclusive',
      failure: { class: 'egress' },
    });
  });

  it('is read at eight of many addresses, of both families', async () => {
    const { port } = await serveChain(fresh);
    const many = Array.from({ length: 30 }, (_, n) => `127.0.1.${n + 1}`);
    const { unreached, address } = await readAt(port, [...many, '::1', ONE], {
      resolver: resolveTo(ONE, ...many, '::1'),
    });
    expect(address).toBe(ONE);
    expect(unreached?.map((one) => one.address)).toEqual(['::1', ...many.slice(0, 6)]);
  });
});

describe('a server with two kinds of keys', () => {
  const twoKeys = async (more: TlsOptions): Promise<TlsOptions> => {
    const other = await issue({ ...LEAF, algorithm: rsa(2_048, 'SHA-256'), until: 3 }, root);
    return { key: [fresh.key, other.key], cert: [chainOf(fresh), chainOf(other)], ...more };
  };

  it.each<TlsOptions>([
    { minVersion: 'TLSv1.3' },
    { maxVersion: 'TLSv1.2' },
    {
      maxVersion: 'TLSv1.2',
      ciphers: 'ECDHE-RSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES128-GCM-SHA256',
      honorCipherOrder: true,
    },
  ])('shows both of its certificates %o', async (version) => {
    const { port } = await serveChain(fresh, [], await twoKeys(version));
    const { evidence, others, findings } = await readAt(port, [ONE]);
    const all = [evidence, ...(others ?? []).map((one) => one.evidence)];
    expect(all.map(({ leaf }) => leaf.key.type).sort()).toEqual(['ec', 'rsa']);
    expect(all.map(daysLeft).sort()).toEqual([3, 80]);
    expect(all.map(({ trust }) => trust)).toEqual(['trusted', 'trusted']);
    expect(findings).toEqual([]);
  });
});

describe('a certificate that was served before', () => {
  it('is looked for behind an address that does not show it at once', async () => {
    let handshakes = 0;
    const { port } = await serveChain(fresh, [], {
      SNICallback: (_name, callback) => {
        // Each reading is two handshakes: only the third one leads to the node with the old certificate.
        const one = ++handshakes === 5 ? old : fresh;
        callback(null, createSecureContext({ key: one.key, cert: chainOf(one) }));
      },
    });
    const first = await readAt(port, [ONE], { lookFor: [fingerprintOf(fresh)] });
    expect(handshakes).toBe(2);
    expect(first).not.toHaveProperty('others');
    const { others } = await readAt(port, [ONE], { lookFor: [fingerprintOf(old)] });
    expect(others?.map((one) => daysLeft(one.evidence))).toEqual([10]);
    expect(handshakes).toBe(6);
  });

  it('is looked for at addresses that are too many for a reading, and those left out are told', async () => {
    const many = Array.from({ length: 40 }, (_, n) => `127.0.2.${n + 1}`);
    const { port } = await serveChain(fresh, [], {}, { host: '127.0.2.1' });
    await serveChain(old, [], {}, { host: '127.0.2.20', port });
    const calm = await readAt(port, many, { lookFor: [fingerprintOf(fresh)] });
    expect(calm.unread).toEqual(many.slice(8));
    const { others, unread } = await readAt(port, many, { lookFor: [fingerprintOf(old)] });
    expect(others).toMatchObject([{ addresses: ['127.0.2.20'] }]);
    expect(unread).toEqual(many.slice(24));
    expect(await readAt(port, many.slice(0, 8))).not.toHaveProperty('unread');
  });
});
