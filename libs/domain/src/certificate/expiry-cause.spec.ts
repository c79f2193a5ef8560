import { expect, it } from 'vitest';
import { describeCause } from '../text/cause.ts';
import { certificateExpiryCause } from './expiry-cause.ts';
import type { CertificateFacts } from './schema.ts';
import type { CertificateSighting } from './sighting.ts';
import { evidence, inDays, issuer, leaf, NOW } from './testing/evidence.ts';

const shown: CertificateSighting = {
  addresses: ['192.0.2.1', '192.0.2.2'],
  evidence: evidence(),
};
const causeOf = (
  certificate: CertificateFacts,
  sighting = shown,
  all: readonly CertificateSighting[] = [sighting],
) =>
  certificateExpiryCause(
    { ...sighting, expiry: { certificate } },
    { all, isBack: false, now: NOW },
  );

it.each([
  [7, 'The certificate expires in 7 days, on 2026-03-22. Renew it.'],
  [0.5, 'The certificate expires within a day, on 2026-03-16. Renew it.'],
  [-1, 'The certificate expired on 2026-03-14: clients refuse the connection. Renew it.'],
])('%s days left reads "%s"', (left, text) => {
  expect(describeCause(causeOf(leaf({ validTo: inDays(left) })))).toBe(text);
});

it('keeps of a single certificate its end alone', () => {
  const validTo = inDays(7);
  expect(causeOf(leaf({ validTo }))).toEqual({
    is: 'certificate-expiry',
    part: 'leaf',
    validTo,
    daysLeft: 7,
  });
});

it('names the certificate when it is not the one of the site', () => {
  expect(describeCause(causeOf(issuer({ validTo: inDays(3) })))).toBe(
    'A certificate of the chain (CN=Good CA) expires in 3 days, on 2026-03-18. Send the chain that your authority offers now.',
  );
});

it('advises nothing that no server can do when it is the trusted authority', () => {
  const certificate = issuer({ validTo: inDays(6), selfIssued: true, source: 'trust-store' });
  expect(describeCause(causeOf(certificate))).toBe(
    'The authority that clients trust (CN=Good CA) expires in 6 days, on 2026-03-21. Have the certificate issued under its successor, and have clients trust that one.',
  );
});

it('says which of several certificates is meant', () => {
  const rsa = leaf({ key: { type: 'rsa', bits: 2_048, curve: null } });
  const other = { addresses: ['192.0.2.1'], evidence: evidence({ leaf: rsa }) };
  const end = leaf({ validTo: inDays(7) });
  expect(describeCause(causeOf(end, shown, [shown, shown]))).toMatch(
    / It is served at 192\.0\.2\.1, 192\.0\.2\.2\.$/,
  );
  expect(describeCause(causeOf(end, other, [shown, other]))).toMatch(
    / It is the one with an RSA key and is served at 192\.0\.2\.1\.$/,
  );
});
