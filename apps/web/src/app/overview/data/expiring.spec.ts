import { describe, expect, it } from 'vitest';
import { expiringSoon } from './expiring';

const certificate = (daysLeft: number | null) => ({
  validTo: null,
  daysLeft,
  findings: [],
  checkedAt: new Date(),
  failure: null,
});
const domain = (daysLeft: number | null) => ({
  name: 'example.com',
  expiresAt: null,
  daysLeft,
  source: null,
  outcome: 'ok',
});

describe('expiringSoon', () => {
  it.each([
    [null, null, []],
    [certificate(31), domain(31), []],
    [certificate(null), domain(null), []],
    [certificate(30), null, [{ what: 'certificate', days: 30 }]],
    [null, domain(-2), [{ what: 'domain', days: -2 }]],
  ])('of %o and %o', (cert, dom, expected) => {
    expect(expiringSoon({ certificate: cert, domain: dom })).toEqual(expected);
  });
});
