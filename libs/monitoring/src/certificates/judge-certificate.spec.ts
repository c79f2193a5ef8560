import type { CertificateResult } from '@app/domain';
import { describe, expect, it } from 'vitest';
import { targetRecord } from '@app/domain/testing';
import { CertificateDays, day, read, shown } from '../testing/certificate-days.ts';

const failed = (outcome: 'failed' | 'inconclusive' = 'failed'): CertificateResult => ({
  outcome,
  address: '192.0.2.1',
  failure: { class: 'refused', code: null, fact: { is: 'refused', port: 443 } },
});
const HOUR_MS = 3_600_000;
const good = read(shown('ab', 0, 90));

describe('a certificate check', () => {
  it('keeps what it read and comes again once a day, in the slot of the target', async () => {
    const days = new CertificateDays();
    await days.check(day(0), good);
    const { dueAt: first, reading } = days.watch;
    expect(reading).toMatchObject({ at: day(0), address: '192.0.2.1' });
    expect(Number(first) - Number(day(0))).toBeGreaterThan(0);
    expect(Number(first) - Number(day(0))).toBeLessThanOrEqual(24 * HOUR_MS);
    await days.check(new Date(Number(first) + 2_000), good);
    expect(Number(days.watch.dueAt) - Number(first)).toBe(24 * HOUR_MS);
  });

  it('comes when the certificate ends, if that is before the slot', async () => {
    const days = new CertificateDays();
    const ends = new Date(Number(day(1)) + 1);
    await days.check(ends, good);
    const left = Number(days.watch.dueAt) - Number(ends);
    const soon = new CertificateDays();
    const endsAt = 1 + left / 2 / 24 / HOUR_MS;
    await soon.check(ends, read(shown('ab', -89, endsAt)));
    expect(soon.watch.dueAt).toEqual(new Date(Number(day(endsAt)) + 1_000));
  });

  it('keeps another certificate as an event, newest first, ten at most', async () => {
    const days = new CertificateDays();
    for (let i = 0; i < 14; i++) await days.check(day(i), read(shown(String(10 + i), i, 90)));
    expect(days.watch.changes).toHaveLength(10);
    expect(days.watch.changes[0]).toMatchObject({
      at: day(13),
      to: { validTo: day(90) },
      issuerChanged: false,
      keyChanged: false,
    });
  });

  it('that fails keeps what is known', async () => {
    const days = new CertificateDays();
    await days.check(day(0), good);
    await days.check(day(1), failed());
    expect(days.watch.reading?.at).toEqual(day(0));
    expect(days.watch.trouble).toMatchObject({ since: day(1), at: day(1), alertId: null });
  });

  it('is made again within the hour after a fault of ours, which is nobody’s trouble', async () => {
    const days = new CertificateDays();
    for (let i = 0; i < 6; i++) await days.check(day(i), failed('inconclusive'));
    expect(Number(days.watch.dueAt) - Number(day(5))).toBeLessThanOrEqual(HOUR_MS);
    expect(days.watch.trouble).toBeNull();
    expect(days.takeTold()).toEqual([]);
  });
});

describe('trouble with the check', () => {
  it('is told after three days, and again when it works', async () => {
    const days = new CertificateDays();
    for (const at of [0, 1, 2]) await days.check(day(at), failed());
    expect(days.takeTold()).toEqual([]);
    await days.check(new Date(Number(day(3)) - 5_000), failed());
    expect(days.desk.open()).toMatchObject([
      {
        kind: 'check-trouble',
        severity: 'warning',
        since: day(0),
        reason:
          'The certificate could not be read for 3 days. Refused: nothing listens on port 443.',
      },
    ]);
    await days.check(day(4), failed());
    expect(days.takeTold()).toEqual(['opened warning']);
    await days.check(day(5), good);
    expect(days.takeTold()).toEqual(['resolved warning']);
    expect(days.watch.trouble).toBeNull();
  });

  it('is not told while the target is down: that is known', async () => {
    const { state } = targetRecord();
    const days = new CertificateDays({ state: { ...state, status: 'down' } });
    for (const at of [0, 1, 2, 3, 4]) await days.check(day(at), failed());
    expect(days.takeTold()).toEqual([]);
  });
});
