import { DEFAULT_THRESHOLDS, type RegistrationSummary, type Target } from '@app/domain';
import { describe, expect, it } from 'vitest';
import { expiringSoon } from './expiring';

const at = new Date('2027-03-15T12:00:00Z');

const certificate = (
  daysLeft: number | null,
  thresholdDays: number | null = null,
): Target['certificate'] => ({
  validTo: daysLeft === null ? null : at,
  daysLeft,
  thresholdDays,
  findings: [],
  checkedAt: new Date(),
  failure: null,
});
const domain = (daysLeft: number | null, change: Partial<RegistrationSummary> = {}): RegistrationSummary => ({
  name: 'example.com',
  expiresAt: daysLeft === null ? null : at,
  daysLeft,
  source: daysLeft === null ? null : 'rdap',
  outcome: 'ok',
  standing: 'ok',
  checkedAt: new Date(),
  ...change,
});
const NO_REGISTRATION = domain(null, { name: null, outcome: 'not-applicable', standing: null, checkedAt: null });

const said = { expiresAt: at, source: 'rdap' as const };
const read = { expiresAt: at, source: 'certificate' as const };

describe('expiringSoon', () => {
  it.each<[Target['certificate'], Target['domain'], object[]]>([
    [null, null, []],
    [certificate(31), domain(31), []],
    [certificate(null), domain(null), []],
    [null, NO_REGISTRATION, []],
    [certificate(30), null, [{ kind: 'certificate', days: 30, tone: 'up', ...read }]],
    [certificate(14), null, [{ kind: 'certificate', days: 14, tone: 'degraded', ...read }]],
    // Six days of life: people are told two days before the end.
    [certificate(5, 2), null, [{ kind: 'certificate', days: 5, tone: 'up', ...read }]],
    [null, domain(-2), [{ kind: 'domain', days: -2, tone: 'down', ...said }]],
    [
      null,
      domain(20, { source: 'manual', outcome: 'not-published' }),
      [{ kind: 'domain', days: 20, tone: 'up', ...said, source: 'manual' }],
    ],
    [
      null,
      domain(20, { outcome: 'unreachable', standing: 'redemption' }),
      [{ kind: 'domain', days: 20, tone: 'down', ...said }],
    ],
  ])('of %o and %o', (cert, dom, expected) => {
    const thresholds = DEFAULT_THRESHOLDS;
    expect(expiringSoon({ certificate: cert, domain: dom, thresholds })).toEqual(expected);
  });

  it('follows the thresholds of the target', () => {
    const thresholds = { ...DEFAULT_THRESHOLDS, certificateDays: 30, domainDays: 7 };
    const tones = expiringSoon({ certificate: certificate(20), domain: domain(10), thresholds });
    expect(tones.map(({ tone }) => tone)).toEqual(['degraded', 'up']);
  });
});
