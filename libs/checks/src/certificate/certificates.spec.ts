import { CertificateEvidence, certificateExpiry } from '@app/domain';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  HOST,
  LEAF,
  readServed,
  rsa,
  type Read,
  type Served,
} from '../testing/certificate-probe.ts';
import { issue, type CertificateExample, type TestCertificate } from '../testing/certificates.ts';

let root: TestCertificate;
let intermediate: TestCertificate;

beforeAll(async () => {
  root = await issue({ name: 'Test Root', authority: true, until: 3_650 });
  intermediate = await issue({ name: 'Test CA', authority: true, until: 365 }, root);
});

const serveAndRead = (leaf: TestCertificate, example: Served = {}): Promise<Read> =>
  readServed(leaf, { chain: [intermediate], trustedRoots: [root.cert], ...example });

const dnsName = (value: string) => ({ type: 'dns', value }) as const;

describe('one property', () => {
  const dns = dnsName;
  const many = Array.from({ length: 1_500 }, (_, n) => dns(`host-${n}.good.example`));

  it.each<[string, CertificateExample, string[], string?]>([
    ['tls-001: a valid chain', LEAF, []],
    ['tls-002: expired', { ...LEAF, from: -90, until: -1 }, ['time CERT_EXPIRED']],
    ['tls-003: not yet valid', { ...LEAF, from: 1 }, ['time CERT_NOT_YET_VALID']],
    ['ends before it begins', { ...LEAF, from: -1, until: -2 }, ['time CERT_INVALID']],
    ['year 9999', { ...LEAF, until: 2_900_000 }, []],
    [
      'tls-004: wrong name',
      { name: 'o', names: [dns('other.example')] },
      ['name CERT_NAME_MISMATCH'],
    ],
    ['tls-012: a common name only', { name: HOST }, ['name CERT_NAME_CN_ONLY']],
    [
      'tls-013: wildcard, one label',
      { name: 'w', names: [dns('*.good.example')] },
      [],
      'www.good.example',
    ],
    [
      'tls-014: wildcard, two labels',
      { name: 'w', names: [dns('*.good.example')] },
      ['name CERT_NAME_MISMATCH'],
      'a.b.good.example',
    ],
    [
      'tls-015: an IP address that is named',
      { name: 'ip', names: [{ type: 'ip', value: '127.0.0.1' }] },
      [],
      '127.0.0.1',
    ],
    ['tls-016: an IP address that is not', LEAF, ['name CERT_NAME_MISMATCH'], '127.0.0.1'],
    [
      'an IP address as common name',
      { name: '127.0.0.1' },
      ['name CERT_NAME_MISMATCH'],
      '127.0.0.1',
    ],
    [
      'an international name',
      { name: 'idn', names: [dns('xn--bcher-kva.example')] },
      [],
      'bücher.example',
    ],
    [
      'a name that holds another one',
      { name: 'n', names: [dns(`x.example, DNS:${HOST}`)] },
      ['name CERT_NAME_MISMATCH'],
    ],
    [
      'tls-028: RSA 1024',
      { ...LEAF, algorithm: rsa(1_024, 'SHA-256') },
      ['strength CERT_WEAK_KEY'],
    ],
    ['RSA 2048', { ...LEAF, algorithm: rsa(2_048, 'SHA-256') }, []],
    ['tls-030: Ed25519', { ...LEAF, algorithm: { name: 'Ed25519' } }, []],
    [
      'tls-031: P-521',
      { ...LEAF, algorithm: { name: 'ECDSA', namedCurve: 'P-521', hash: 'SHA-512' } },
      [],
    ],
    ['tls-040: 1,500 names', { name: HOST, names: [...many, dns(HOST)] }, []],
    [
      'only for clients',
      { ...LEAF, purposes: ['1.3.6.1.5.5.7.3.2'] },
      ['trust CERT_WRONG_PURPOSE'],
    ],
  ])('%s', async (_what, example, codes, host) => {
    const leaf = await issue(example, intermediate);
    const { evidence, codes: found } = await serveAndRead(leaf, host === undefined ? {} : { host });
    expect(found).toEqual(codes);
    expect(CertificateEvidence.parse(evidence)).toEqual(evidence);
  });

  it('tls-006: self-signed', async () => {
    const self = await issue(LEAF);
    expect((await serveAndRead(self, { chain: [] })).codes).toEqual(['trust CERT_SELF_SIGNED']);
    const trusted = await serveAndRead(self, { chain: [], extraCertificates: [self.cert] });
    expect(trusted.codes).toEqual([]);
  });

  it.each<[string, CertificateExample, string[]]>([
    ['valid', LEAF, []],
    [
      'expired, which hides the verdict of OpenSSL',
      { ...LEAF, from: -90, until: -1 },
      ['time CERT_EXPIRED'],
    ],
  ])('an issuing authority is trusted without its root: %s', async (_what, example, codes) => {
    const house = await issue({ name: 'House Root', authority: true });
    const issuing = await issue({ name: 'House Issuing', authority: true }, house);
    const found = await serveAndRead(await issue(example, issuing), {
      chain: [issuing],
      extraCertificates: [issuing.cert],
    });
    expect(found.codes).toEqual(codes);
    expect(found.evidence.issuers).toMatchObject([
      { subject: 'CN=House Issuing', source: 'trust-store' },
    ]);
  });

  it('issued by a certificate that is no authority', async () => {
    const site = await issue({ name: 'Some Site', names: [dnsName('some.example')] }, intermediate);
    const leaf = await issue(LEAF, site);
    expect((await serveAndRead(leaf, { chain: [site, intermediate] })).codes).toEqual([
      'trust CERT_ISSUER_NO_AUTHORITY',
    ]);
  });

  it('tls-007: an untrusted root that is sent', async () => {
    const foreign = await issue({ name: 'Foreign Root', authority: true });
    const { codes } = await serveAndRead(await issue(LEAF, foreign), { chain: [foreign] });
    expect(codes).toEqual(['trust CERT_UNTRUSTED_ROOT']);
  });

  it('tls-008 and tls-009: an untrusted root or an intermediate that is not sent', async () => {
    const foreign = await issue({ name: 'Foreign Root', authority: true });
    for (const issuer of [foreign, intermediate]) {
      const { codes } = await serveAndRead(await issue(LEAF, issuer), { chain: [] });
      expect(codes).toEqual([
        'trust CERT_UNTRUSTED',
        'completeness CERT_CHAIN_INCOMPLETE_OR_UNTRUSTED',
      ]);
    }
  });

  it('tls-010: an intermediate that has expired under a leaf that has not', async () => {
    const old = await issue({ name: 'Old CA', authority: true, from: -90, until: -1 }, root);
    const leaf = await issue({ ...LEAF, until: 3_000 }, old);
    const { codes, evidence } = await serveAndRead(leaf, { chain: [old] });
    expect(codes).toEqual(['time CERT_CHAIN_EXPIRED']);
    expect(certificateExpiry(evidence, 14, new Date())).toMatchObject({
      daysLeft: -2,
      step: 'expired',
      certificate: { subject: 'CN=Old CA' },
    });
  });

  it('tls-011: an intermediate that ends in five days under a leaf with 300', async () => {
    const ending = await issue({ name: 'Ending CA', authority: true, from: -300, until: 5 }, root);
    const leaf = await issue({ ...LEAF, until: 300 }, ending);
    const { codes, evidence } = await serveAndRead(leaf, { chain: [ending] });
    expect(codes).toEqual([]);
    expect(certificateExpiry(evidence, 14, new Date())).toMatchObject({ daysLeft: 5, step: 7 });
  });

  it('tls-029: an intermediate whose children are signed with SHA-1', async () => {
    const old = await issue(
      { name: 'SHA-1 CA', authority: true, algorithm: rsa(2_048, 'SHA-1') },
      root,
    );
    const { codes } = await serveAndRead(await issue(LEAF, old), { chain: [old] });
    expect(codes).toEqual(['strength CERT_WEAK_SIGNATURE']);
  });

  it('an authority with a weak key', async () => {
    const weak = await issue(
      { name: 'Weak CA', authority: true, algorithm: rsa(1_024, 'SHA-256') },
      root,
    );
    const { codes } = await serveAndRead(await issue(LEAF, weak), { chain: [weak] });
    expect(codes).toEqual(['strength CERT_WEAK_KEY']);
  });

  it('a signature that another key has made', async () => {
    const twin = await issue({ name: 'Test CA', authority: true }, root);
    const { codes } = await serveAndRead(await issue(LEAF, twin));
    expect(codes).toEqual(['trust CERT_SIGNATURE_BROKEN']);
  });
});

describe('several properties at once', () => {
  it('tls-005: expired and for another name', async () => {
    const leaf = await issue({ ...LEAF, from: -90, until: -1 }, intermediate);
    const { codes } = await serveAndRead(leaf, { host: 'other.example' });
    expect(codes).toEqual(['time CERT_EXPIRED', 'name CERT_NAME_MISMATCH']);
  });

  it.each<[string, () => Promise<[TestCertificate, ...TestCertificate[]]>, string[]]>([
    [
      'expired and self-signed with a weak key',
      async () => [await issue({ ...LEAF, from: -9, until: -1, algorithm: rsa(1_024, 'SHA-256') })],
      ['time CERT_EXPIRED', 'trust CERT_SELF_SIGNED', 'strength CERT_WEAK_KEY'],
    ],
    [
      'expired and without its intermediate',
      async () => [await issue({ ...LEAF, from: -9, until: -1 }, intermediate)],
      [
        'time CERT_EXPIRED',
        'trust CERT_UNTRUSTED',
        'completeness CERT_CHAIN_INCOMPLETE_OR_UNTRUSTED',
      ],
    ],
    [
      'not yet valid, from an untrusted root that is sent',
      async () => {
        const foreign = await issue({ name: 'Foreign Root', authority: true });
        return [await issue({ ...LEAF, from: 1 }, foreign), foreign];
      },
      ['time CERT_NOT_YET_VALID', 'trust CERT_UNTRUSTED_ROOT'],
    ],
    [
      'expired like its intermediate, and the root is not trusted',
      async () => {
        const foreign = await issue({ name: 'Foreign Root', authority: true });
        const old = await issue({ name: 'Old CA', authority: true, from: -9, until: -1 }, foreign);
        return [await issue({ ...LEAF, from: -9, until: -1 }, old), old, foreign];
      },
      ['time CERT_EXPIRED', 'time CERT_CHAIN_EXPIRED', 'trust CERT_UNTRUSTED_ROOT'],
    ],
    [
      'expired and forged in the name of a trusted authority',
      async () => {
        const twin = await issue({ name: 'Test CA', authority: true }, root);
        return [await issue({ ...LEAF, from: -9, until: -1 }, twin), intermediate];
      },
      [
        'time CERT_EXPIRED',
        'trust CERT_UNTRUSTED',
        'completeness CERT_CHAIN_INCOMPLETE_OR_UNTRUSTED',
      ],
    ],
    [
      'expired and signed by a certificate that is no authority',
      async () => {
        const usurper = await issue({ name: 'usurper.example' }, root);
        return [await issue({ ...LEAF, from: -9, until: -1 }, usurper), usurper];
      },
      ['time CERT_EXPIRED', 'trust CERT_ISSUER_NO_AUTHORITY'],
    ],
    [
      'expired and only for clients',
      async () => [
        await issue(
          { ...LEAF, from: -9, until: -1, purposes: ['1.3.6.1.5.5.7.3.2'] },
          intermediate,
        ),
        intermediate,
      ],
      ['time CERT_EXPIRED', 'trust CERT_WRONG_PURPOSE'],
    ],
  ])('%s', async (_what, make, codes) => {
    const [leaf, ...chain] = await make();
    expect((await serveAndRead(leaf, { chain })).codes).toEqual(codes);
  });

  it('an expired certificate of a trusted chain is trusted apart from its date', async () => {
    const leaf = await issue({ ...LEAF, from: -9, until: -1 }, intermediate);
    const { evidence, codes } = await serveAndRead(leaf);
    expect(evidence.trust).toBe('trusted');
    expect(codes).toEqual(['time CERT_EXPIRED']);
  });
});
