import { evidence, inDays, issuer, leaf, NOW } from '@app/domain/testing';
import { describe, expect, it } from 'vitest';
import { chainLinks, shortName } from './chain-links';

describe('shortName', () => {
  it.each([
    ['CN=shop.example', 'shop.example'],
    ["C=US, O=Let's Encrypt, CN=R11", 'R11'],
    ['C=US, O=Example, Inc., OU=Trust', 'Example, Inc.'],
    ['CN=Acme, Ltd. Root, C=GB', 'Acme, Ltd. Root'],
    ['C=GB, OU=Trust', 'C=GB, OU=Trust'],
    ['(no name)', '(no name)'],
  ])('of %s is %s', (name, short) => {
    expect(shortName(name)).toBe(short);
  });
});

describe('chainLinks', () => {
  it('goes from the site up to the root and knows who is who', () => {
    const root = issuer({ subject: 'CN=Good Root', selfIssued: true, source: 'trust-store' });
    const links = chainLinks(evidence({ issuers: [issuer(), root] }), NOW);
    expect(links.map(({ role, subject }) => `${role} ${subject}`)).toEqual([
      'site www.good.example',
      'intermediate Good CA',
      'root Good Root',
    ]);
    expect(links[0]).toMatchObject({ issuer: 'Good CA', isValid: true });
  });

  it.each([
    [inDays(-9), inDays(-1), false],
    [inDays(1), inDays(9), false],
    [inDays(-1), inDays(1), true],
  ])('from %o to %o: valid %s', (validFrom, validTo, isValid) => {
    const [site] = chainLinks(evidence({ leaf: leaf({ validFrom, validTo }) }), NOW);
    expect(site?.isValid).toBe(isValid);
  });

  it.each([
    [{ type: 'ec', bits: null, curve: 'prime256v1' }, 'EC\u00a0P-256'],
    [{ type: 'rsa', bits: 2048, curve: null }, 'RSA\u00a02048'],
    [{ type: 'ed25519', bits: null, curve: null }, 'ED25519'],
    [{ type: 'ec', bits: null, curve: 'brainpoolP256r1' }, 'EC\u00a0brainpoolP256r1'],
  ])('names the key %o', (key, text) => {
    expect(chainLinks(evidence({ leaf: leaf({ key }) }), NOW)[0]?.key).toBe(text);
  });

  it.each([
    ['ecdsa-with-SHA256', 'SHA-256 with ECDSA'],
    ['sha1WithRSAEncryption', 'SHA-1 with RSA'],
    ['ED25519', 'ED25519'],
  ])('names the signature %s', (signature, text) => {
    expect(chainLinks(evidence({ leaf: leaf({ signature }) }), NOW)[0]?.signature).toBe(text);
  });
});
