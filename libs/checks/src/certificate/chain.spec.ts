import { certificateExpiry } from '@app/domain';
import { certificateChanged, MAX_CERTIFICATE_NAMES } from '@app/domain/certificate';
import { beforeAll, describe, expect, it } from 'vitest';
import { HOST, LEAF, readServed, type Read, type Served } from '../testing/certificate-probe.ts';
import { issue, type TestCertificate } from '../testing/certificates.ts';

let root: TestCertificate;
let intermediate: TestCertificate;

beforeAll(async () => {
  root = await issue({ name: 'Test Root', authority: true, until: 3_650 });
  intermediate = await issue({ name: 'Test CA', authority: true, until: 365 }, root);
});

const serveAndRead = (leaf: TestCertificate, example: Served = {}): Promise<Read> =>
  readServed(leaf, { chain: [intermediate], trustedRoots: [root.cert], ...example });

describe('the chain', () => {
  it('is kept from the leaf to the trusted root', async () => {
    const { evidence } = await serveAndRead(await issue(LEAF, intermediate));
    expect(evidence).toMatchObject({
      leaf: {
        subject: 'CN=good.example',
        issuer: 'CN=Test CA',
        commonName: HOST,
        names: [{ type: 'dns', value: HOST }],
        nameCount: 1,
        serial: expect.stringMatching(/^[0-9a-f]+$/) as unknown,
        fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/) as unknown,
        keyFingerprint: expect.stringMatching(/^[0-9a-f]{64}$/) as unknown,
        key: { type: 'ec', bits: null, curve: 'prime256v1' },
        signature: 'ecdsa-with-SHA256',
      },
      issuers: [
        { subject: 'CN=Test CA', source: 'server', selfIssued: false },
        { subject: 'CN=Test Root', source: 'trust-store', selfIssued: true },
      ],
      protocol: 'TLSv1.3',
      cipher: 'TLS_AES_256_GCM_SHA384',
      handshakeEnd: 'accepted',
    });
  });

  it('leaves out what a server sends in vain, an expired cross-signed root for instance', async () => {
    const older = await issue({ name: 'Older Root', authority: true });
    const crossed = await issue(
      { name: 'Test Root', authority: true, keys: root.keys, from: -90, until: -1 },
      older,
    );
    const stranger = await issue({ name: 'Stranger', authority: true, from: -90, until: -1 });
    const leaf = await issue(LEAF, intermediate);
    const { evidence, codes } = await serveAndRead(leaf, {
      chain: [stranger, crossed, intermediate],
    });
    expect(codes).toEqual([]);
    expect(evidence.issuers.map(({ subject }) => subject)).toEqual(['CN=Test CA', 'CN=Test Root']);
  });

  it('survives authorities that sign each other', async () => {
    const first = await issue({ name: 'Loop A', authority: true });
    const second = await issue({ name: 'Loop B', authority: true });
    const a = await issue({ name: 'Loop A', authority: true, keys: first.keys, from: -9 }, second);
    const b = await issue({ name: 'Loop B', authority: true, keys: second.keys, from: -9 }, first);
    const leaf = await issue({ ...LEAF, from: -9, until: -1 }, first);
    const { codes } = await serveAndRead(leaf, { chain: [a, b] });
    expect(codes).toContain('completeness CERT_CHAIN_INCOMPLETE_OR_UNTRUSTED');
  });

  it('keeps some of 1,500 names, the own one among them', async () => {
    const names = Array.from({ length: 1_500 }, (_, n) => ({
      type: 'dns' as const,
      value: `host-${n}.good.example`,
    }));
    const leaf = await issue({ name: HOST, names: [...names, { type: 'dns', value: HOST }] }, root);
    const { evidence } = await serveAndRead(leaf, { chain: [] });
    expect(evidence.leaf.nameCount).toBe(1_501);
    expect(evidence.leaf.names).toHaveLength(MAX_CERTIFICATE_NAMES);
    expect(evidence.leaf.names[0]).toEqual({ type: 'dns', value: HOST });
  });

  it('tls-034: tells a renewal with the same key', async () => {
    const before = await issue({ ...LEAF, from: -87, until: 3 }, intermediate);
    const after = await issue({ ...LEAF, keys: before.keys }, intermediate);
    const [old, fresh] = [await serveAndRead(before), await serveAndRead(after)];
    expect(certificateExpiry(old.evidence, 14, new Date()).step).toBe(3);
    expect(certificateExpiry(fresh.evidence, 14, new Date()).step).toBeNull();
    expect(certificateChanged(old.evidence, old.evidence)).toBeNull();
    expect(certificateChanged(old.evidence, fresh.evidence)).toMatchObject({
      issuerChanged: false,
      keyChanged: false,
    });
  });
});
