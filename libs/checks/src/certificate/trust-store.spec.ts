import { getCACertificates } from 'node:tls';
import { X509Certificate } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { issue } from '../testing/certificates.ts';
import { createTrustStore } from './trust-store.ts';

const [usual = ''] = getCACertificates('default');

describe('createTrustStore', () => {
  it('trusts the usual roots, extra ones besides, or others instead', async () => {
    const own = await issue({ name: 'Own Root', authority: true });
    const holds = (options: Parameters<typeof createTrustStore>[0]): boolean[] =>
      [usual, own.cert].map((pem) => createTrustStore(options).has(new X509Certificate(pem)));
    expect(holds({})).toEqual([true, false]);
    expect(holds({ extraCertificates: [own.cert] })).toEqual([true, true]);
    expect(holds({ trustedRoots: [own.cert] })).toEqual([false, true]);
  });

  it('finds issuers by name, however it is written', async () => {
    const root = await issue({ name: 'Own  Root', authority: true });
    const leaf = await issue({ name: 'a.example' }, { ...root, name: 'own root' });
    const store = createTrustStore({ trustedRoots: [root.cert] });
    expect(store.issuersOf(new X509Certificate(leaf.cert))).toHaveLength(1);
  });
});
