import { expect, it } from 'vitest';
import { describeCertificateExpiry, describeCertificatePlace } from './expiry-words.ts';
import { evidence, inDays, issuer, leaf, NOW } from './testing/evidence.ts';

const words = (left: number): string => {
  const certificate = leaf({ validTo: inDays(left) });
  return describeCertificateExpiry({ certificate }, { leaf: certificate }, NOW);
};

it.each([
  [7, 'The certificate expires in 7 days, on 2026-03-22. Renew it.'],
  [0.5, 'The certificate expires within a day, on 2026-03-16. Renew it.'],
  [-1, 'The certificate expired on 2026-03-14: clients refuse the connection. Renew it.'],
])('%s days left reads "%s"', (left, text) => {
  expect(words(left)).toBe(text);
});

it('names the certificate when it is not the one of the site', () => {
  const certificate = issuer({ validTo: inDays(3) });
  expect(describeCertificateExpiry({ certificate }, evidence(), NOW)).toBe(
    'A certificate of the chain (CN=Good CA) expires in 3 days, on 2026-03-18. Send the chain that your authority offers now.',
  );
});

it('advises nothing that no server can do when it is the trusted authority', () => {
  const certificate = issuer({ validTo: inDays(6), selfIssued: true, source: 'trust-store' });
  expect(describeCertificateExpiry({ certificate }, evidence(), NOW)).toBe(
    'The authority that clients trust (CN=Good CA) expires in 6 days, on 2026-03-21. Have the certificate issued under its successor, and have clients trust that one.',
  );
});

it('says which of several certificates is meant', () => {
  const one = { addresses: ['192.0.2.1', '192.0.2.2'], evidence: evidence() };
  const rsa = leaf({ key: { type: 'rsa', bits: 2_048, curve: null } });
  const other = { addresses: ['192.0.2.1'], evidence: evidence({ leaf: rsa }) };
  expect(describeCertificatePlace(one, [one])).toBe('It is served at 192.0.2.1, 192.0.2.2.');
  expect(describeCertificatePlace(other, [one, other])).toBe(
    'It is the one with an RSA key and is served at 192.0.2.1.',
  );
});
