import type { ExpiryItem, Target } from '@app/domain';
import { describe, expect, it } from 'vitest';
import { aRegistration, anExpiry, aTarget, idOf, summaryOf } from '../../../testing/samples';
import { isOutdated } from './is-outdated';

const certificate = anExpiry(5);
const domain = anExpiry(9, { kind: 'domain', name: 'example.com', targetId: idOf(7) });

const reading = (validTo: Date): Target['certificate'] => ({
  validTo,
  daysLeft: 5,
  thresholdDays: 14,
  findings: [],
  checkedAt: new Date(),
  failure: null,
});
const registration = (expiresAt: Date): Target['domain'] => summaryOf(aRegistration(9, { expiresAt }));
const known = {
  certificate: reading(certificate.expiresAt),
  domain: registration(domain.expiresAt),
};

const after = (change: Partial<Target>, items: ExpiryItem[] = [certificate, domain], more = false) =>
  isOutdated(
    items,
    { type: 'target', target: aTarget(change) },
    { hasMore: more, isWhole: true },
  );

const later = new Date(Date.now() + 400 * 86_400_000);

describe('isOutdated', () => {
  it.each<[string, Partial<Target>, boolean]>([
    ['tells what the list knows', known, false],
    ['has another certificate', { ...known, certificate: reading(later) }, true],
    ['is on a domain that was renewed', { ...known, domain: registration(later) }, true],
    ['is paused', { ...known, status: 'paused' }, true],
    ['watches http now', { ...known, certificate: null }, true],
  ])('when a target %s', (_, change, expected) => {
    expect(after(change)).toBe(expected);
  });

  it('when a target is new, unless its dates come after what is loaded', () => {
    const fresh = { id: idOf(3), certificate: reading(later) };
    expect(after(fresh)).toBe(true);
    expect(after(fresh, [certificate, domain], true)).toBe(false);
    expect(after({ ...fresh, certificate: null })).toBe(false);
  });

  it('not for a target that may not be wanted in it, but for those that are there', () => {
    const shown = { hasMore: false, isWhole: false };
    const hears = (change: Partial<Target>) =>
      isOutdated([certificate], { type: 'target', target: aTarget(change) }, shown);
    expect(hears({ id: idOf(3), certificate: reading(later) })).toBe(false);
    expect(hears({ certificate: reading(later) })).toBe(true);
  });

  it('when a target of the list is removed', () => {
    const removed = (id: number) =>
      isOutdated(
        [certificate],
        { type: 'removed', targetId: idOf(id) },
        { hasMore: false, isWhole: true },
      );
    expect(removed(1)).toBe(true);
    expect(removed(2)).toBe(false);
  });
});
