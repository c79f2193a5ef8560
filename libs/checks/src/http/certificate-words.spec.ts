import type { FailureView } from '@app/domain';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  chainOf,
  Extension,
  issue,
  KeyUsageFlags,
  KeyUsagesExtension,
  PemConverter,
  type CertificateExample,
  type TestCertificate,
} from '../testing/certificates.ts';
import { probe } from '../testing/probe.ts';
import { page, startTlsServer } from '../testing/server.ts';

const HOST = 'good.example';
const LEAF: CertificateExample = { name: HOST, names: [{ type: 'dns', value: HOST }] };
const CLIENT_AUTH = '1.3.6.1.5.5.7.3.2';

let root: TestCertificate;
let authority: TestCertificate;

beforeAll(async () => {
  root = await issue({ name: 'Words Root', authority: true, until: 3_650 });
  authority = await issue({ name: 'Words CA', authority: true, until: 365 }, root);
});

async function failureOf(
  [leaf, ...chain]: [TestCertificate, ...TestCertificate[]],
  host = HOST,
): Promise<FailureView | null> {
  const server = await startTlsServer(
    { key: leaf.key, cert: chainOf(leaf, ...chain), ciphers: 'DEFAULT@SECLEVEL=0' },
    page('hello'),
  );
  const url = `https://${host}:${server.port}/`;
  return (await probe(url, { trustedRoots: [root.cert], timeoutMs: 3_000 })).failure;
}

/** The certificate with one bit of its signature changed. */
function damaged(certificate: TestCertificate): TestCertificate {
  const der = Buffer.from(PemConverter.decodeFirst(certificate.cert));
  der.writeUInt8(der.readUInt8(der.length - 10) ^ 1, der.length - 10);
  return { ...certificate, cert: PemConverter.encode(der, 'CERTIFICATE') };
}

describe('a certificate that browsers refuse', () => {
  it('has a broken signature', async () => {
    const failure = await failureOf([damaged(await issue(LEAF, authority)), authority]);
    expect(failure).toMatchObject({ class: 'tls', code: 'CERT_SIGNATURE_BROKEN' });
    expect(failure?.message).toMatch(/signature of the TLS certificate is broken/);
  });

  it('is signed by somebody else of the same name', async () => {
    const impostor = await issue({ name: 'Words CA', authority: true });
    const failure = await failureOf([await issue(LEAF, impostor), authority]);
    expect(failure).toMatchObject({ class: 'tls', code: 'CERT_SIGNATURE_BROKEN' });
  });

  it('is made for another purpose, itself or its issuer', async () => {
    const leaf = await issue({ ...LEAF, purposes: [CLIENT_AUTH] }, authority);
    const other = await issue({ name: 'Mail CA', authority: true, purposes: [CLIENT_AUTH] }, root);
    for (const failure of [
      await failureOf([leaf, authority]),
      await failureOf([await issue(LEAF, other), other]),
    ]) {
      expect(failure).toMatchObject({ class: 'tls', code: 'CERT_WRONG_PURPOSE' });
      expect(failure?.message).toMatch(/another purpose than web servers/);
    }
  });

  it.each<[string, CertificateExample]>([
    ['a certificate of a site', { name: 'No CA' }],
    [
      'an authority that may not sign',
      {
        name: 'No signer',
        authority: true,
        extensions: [new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true)],
      },
    ],
  ])('was issued by %s', async (_what, example) => {
    const issuer = await issue(example, root);
    const failure = await failureOf([await issue(LEAF, issuer), issuer]);
    expect(failure).toMatchObject({ class: 'tls', code: 'CERT_ISSUER_NO_AUTHORITY' });
    expect(failure?.message).toMatch(/issued by a certificate that is no authority/);
  });

  it('has a longer chain than an authority allows', async () => {
    const short = await issue({ name: 'Short', authority: true, pathLength: 0 }, root);
    const below = await issue({ name: 'Below', authority: true }, short);
    const failure = await failureOf([await issue(LEAF, below), below, short]);
    expect(failure).toMatchObject({ class: 'tls', code: 'CERT_PATH_TOO_LONG' });
    expect(failure?.message).toMatch(/longer than one of its authorities allows/);
  });

  it('comes from an authority for other names', async () => {
    // Permits names below all.test only.
    const constraints = Buffer.from('300ea00c300a8208616c6c2e74657374', 'hex');
    const extensions = [new Extension('2.5.29.30', true, constraints)];
    const limited = await issue({ name: 'Limited', authority: true, extensions }, root);
    const failure = await failureOf([await issue(LEAF, limited), limited]);
    expect(failure).toMatchObject({ class: 'tls', code: 'CERT_NAME_NOT_PERMITTED' });
    expect(failure?.message).toMatch(/may not issue one for good\.example/);
  });

  it('has the name in the common name only', async () => {
    const failure = await failureOf([await issue({ name: HOST }, authority), authority]);
    expect(failure).toMatchObject({ class: 'tls', code: 'CERT_NAME_CN_ONLY' });
    expect(failure?.message).toMatch(/only as its common name, which browsers ignore/);
    expect(failure?.message).not.toMatch(/either/);
  });

  it('has alternative names that are no host names beside the common name', async () => {
    const names = [{ type: 'email', value: 'a@good.example' }] as const;
    const failure = await failureOf([await issue({ name: HOST, names }, authority), authority]);
    expect(failure).toMatchObject({ code: 'CERT_NAME_CN_ONLY' });
  });
});

describe('the words', () => {
  it('name whom the certificate is for, a few of them', async () => {
    const names = ['a', 'b', 'c', 'd', 'e'].map((name) => ({
      type: 'dns' as const,
      value: `${name}.other.example`,
    }));
    const leaf = await issue({ name: 'x', names }, authority);
    expect((await failureOf([leaf, authority]))?.message).toBe(
      'The TLS certificate is not for good.example, but for a.other.example, b.other.example, c.other.example and 2 more.',
    );
    expect((await failureOf([leaf, authority], '127.0.0.1'))?.message).toMatch(
      /^The TLS certificate is not for the IP address 127\.0\.0\.1, but for a\.other/,
    );
  });

  it('keep names short and free of signs that deceive', async () => {
    const names = [
      { type: 'dns' as const, value: `${'x'.repeat(60)}.${'y'.repeat(60)}.${'z'.repeat(60)}` },
      { type: 'dns' as const, value: 'evil\u202e\r\nSet: 1' },
    ];
    const leaf = await issue({ name: 'x', names }, authority);
    const message = (await failureOf([leaf, authority]))?.message ?? '';
    expect(message).toMatch(/^The TLS certificate is not for good\.example/);
    expect(message.length).toBeLessThan(300);
    expect(message).not.toMatch(/[\r\n\u202e]/);
  });

  it('say since when it is over, and that it is for another host too', async () => {
    const names = [{ type: 'dns', value: 'old.example' }] as const;
    const leaf = await issue({ name: 'x', names, from: -90, until: -30 }, authority);
    const failure = await failureOf([leaf, authority]);
    expect(failure).toMatchObject({ code: 'CERT_EXPIRED' });
    expect(failure?.message).toMatch(
      /^The TLS certificate has expired: it was valid until \d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC\. It is not for good\.example either, but for old\.example\.$/,
    );
  });

  it('do not say that it is not for its host but for the same host', async () => {
    const leaf = await issue({ name: HOST, from: -90, until: -30 }, authority);
    expect((await failureOf([leaf, authority]))?.message).toMatch(
      /It names good\.example only as its common name, which browsers ignore\.$/,
    );
    const address = await issue({ name: '127.0.0.1' }, authority);
    expect((await failureOf([address, authority], '127.0.0.1'))?.message).toMatch(
      /^The TLS certificate names the IP address 127\.0\.0\.1 only as its common name/,
    );
  });

  it('say what else hides behind a date', async () => {
    const issuer = await issue({ name: 'No CA again' }, root);
    const leaf = await issue({ ...LEAF, from: -90, until: -30 }, issuer);
    expect((await failureOf([leaf, issuer]))?.message).toMatch(
      /Its issuer is no authority either\.$/,
    );
    const self = await issue({ ...LEAF, from: -90, until: -30 });
    expect((await failureOf([self]))?.message).toMatch(/It is self-signed as well\.$/);
  });

  it('name the authority that has expired, and from when on a certificate is valid', async () => {
    const old = await issue({ name: 'Old CA', authority: true, from: -90, until: -1 }, root);
    expect((await failureOf([await issue(LEAF, old), old]))?.message).toMatch(
      /^A certificate in the chain \(Old CA, valid until .* UTC\), not that of the site itself, has/,
    );
    const young = await issue({ ...LEAF, from: 1 }, authority);
    expect((await failureOf([young, authority]))?.message).toMatch(
      /not valid yet, only from .* UTC/,
    );
  });
});
