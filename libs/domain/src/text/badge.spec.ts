import { describe, expect, it } from 'vitest';
import { type BadgeFacts, type BadgeKind, describeBadge } from './badge.ts';

const target: BadgeFacts['target'] = {
  status: 'up',
  thresholds: { slowMs: null, certificateDays: 14, domainDays: 14 },
  certificate: null,
  domain: null,
};

describe('a badge', () => {
  it.each([
    ['up', 'good'],
    ['degraded', 'warning'],
    ['down', 'bad'],
    ['pending', 'neutral'],
    ['unknown', 'neutral'],
    ['paused', 'neutral'],
  ] as const)('of a target that is %s is %s', (status, tone) => {
    const facts = { target: { ...target, status }, stats: { uptime: null, avgMs: null } };
    expect(describeBadge('status', facts)).toEqual({ label: 'status', value: status, tone });
  });

  it.each([
    [100, '100 %', 'good'],
    [99.9, '99.90 %', 'good'],
    [99.899, '99.89 %', 'warning'],
    [98.999, '98.99 %', 'bad'],
    [null, 'n/a', 'neutral'],
  ])('of an uptime of %d reads %s', (uptime, value, tone) => {
    const facts = { target, stats: { uptime, avgMs: null } };
    expect(describeBadge('uptime', facts)).toEqual({ label: 'uptime', value, tone });
  });

  it.each([
    [84.4, null, '84 ms', 'good'],
    [1_240, 1_000, '1.24 s', 'warning'],
    [null, 1_000, 'n/a', 'neutral'],
  ])('of a mean response of %d where %d is slow reads %s', (avgMs, slowMs, value, tone) => {
    const thresholds = { ...target.thresholds, slowMs };
    const facts = { target: { ...target, thresholds }, stats: { uptime: null, avgMs } };
    expect(describeBadge('response', facts)).toEqual({ label: 'response', value, tone });
  });

  it.each([
    [15, '15 days', 'good'],
    [14, '14 days', 'warning'],
    [0, 'expired', 'bad'],
    [null, 'n/a', 'neutral'],
  ])('of a certificate with %d days left reads %s', (daysLeft, value, tone) => {
    const facts = {
      target: { ...target, certificate: { daysLeft, thresholdDays: 14 } },
      stats: { uptime: null, avgMs: null },
    };
    expect(describeBadge('certificate', facts)).toMatchObject({ value, tone });
  });

  it('of what is not watched says so', () => {
    const facts = { target, stats: { uptime: null, avgMs: null } };
    const kinds: BadgeKind[] = ['certificate', 'domain', 'uptime', 'response'];
    expect(kinds.map((kind) => describeBadge(kind, facts).value)).toEqual(kinds.map(() => 'n/a'));
  });
});
