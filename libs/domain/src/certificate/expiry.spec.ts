import { describe, expect, it } from 'vitest';
import { certificateExpiry } from './expiry.ts';
import { evidence, inDays, issuer, leaf, NOW } from './testing/evidence.ts';

/** A leaf of a lifetime with some days left. */
const fresh = (lifetimeDays: number, left: number) =>
  leaf({ validFrom: inDays(left - lifetimeDays), validTo: inDays(left) });

describe('certificateExpiry', () => {
  it.each([
    ['tls-032: six days, four left', 6, 4, null],
    ['six days, two left', 6, 2, 2],
    ['six days, half a day left', 6, 0.5, 1],
    ['tls-033: 47 days, 15 left', 47, 15, null],
    ['tls-033: 47 days, 14 left', 47, 14, 14],
    ['90 days, seven left', 90, 7, 7],
    ['90 days, ended an hour ago', 90, -1 / 24, 'expired'],
  ])('%s', (_what, lifetimeDays, left, step) => {
    const judged = evidence({ leaf: fresh(lifetimeDays, left) });
    expect(certificateExpiry(judged, 14, NOW).step).toBe(step);
  });

  it('tls-011: takes the first date of the chain', () => {
    const ca = issuer({ validTo: inDays(5) });
    const expiry = certificateExpiry(evidence({ leaf: fresh(398, 300), issuers: [ca] }), 14, NOW);
    expect(expiry).toEqual({
      validTo: inDays(5),
      daysLeft: 5,
      step: 7,
      thresholdDays: 14,
      certificate: ca,
    });
  });

  it('lets no fresh short certificate hide an authority that ends', () => {
    const ca = issuer({ validTo: inDays(10) });
    const expiry = certificateExpiry(evidence({ leaf: fresh(6, 4), issuers: [ca] }), 14, NOW);
    expect(expiry).toEqual({
      validTo: inDays(4),
      daysLeft: 4,
      step: 14,
      thresholdDays: 14,
      certificate: ca,
    });
  });
});
