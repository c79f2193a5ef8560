import { expect, it } from 'vitest';
import { describeCertificateExpiry } from './expiry-words.ts';
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
