import { describe, expect, it } from 'vitest';
import { CertificateDays, day, read, shown } from '../testing/certificate-days.ts';
import { targetRecord } from '../testing/records.ts';

/** Checks once a day; answers the days left on which people were told something, and what. */
async function daysTold(lifetime: number, days: CertificateDays): Promise<Record<number, string>> {
  const told: Record<number, string> = {};
  const certificate = shown('ab', 0, lifetime);
  for (let left = lifetime; left >= -3; left--) {
    await days.check(day(lifetime - left), read(certificate));
    const words = days.takeTold().join();
    if (words) told[left] = words;
  }
  return told;
}

const LADDER = {
  14: 'opened warning',
  7: 'reminder warning',
  3: 'reminder high',
  1: 'reminder critical',
  0: 'reminder critical',
};

describe('people are told that a certificate ends', () => {
  it.each([
    [6, { 2: 'opened high', 1: 'reminder critical', 0: 'reminder critical' }],
    [45, LADDER],
    [90, LADDER],
    [200, LADDER],
    [398, LADDER],
  ])('that lives %d days, once at each rung', async (lifetime, expected) => {
    expect(await daysTold(lifetime, new CertificateDays())).toEqual(expected);
  });

  it('from the threshold of the target on', async () => {
    const thresholds = { ...targetRecord().thresholds, certificateDays: 21 };
    const told = await daysTold(90, new CertificateDays({ thresholds }));
    expect(told).toEqual({ 21: 'opened warning', ...LADDER, 14: 'reminder warning' });
  });

  it('also where the http check does not verify it', async () => {
    const request = { ...targetRecord().request, verifyTls: false };
    expect(await daysTold(90, new CertificateDays({ request }))).toEqual(LADDER);
  });

  it('never while one of six days is renewed at half its life', async () => {
    const days = new CertificateDays();
    for (let now = 0; now < 60; now++) {
      const issued = now - (now % 3);
      await days.check(day(now), read(shown(String(10 + (issued % 90)), issued, issued + 6)));
    }
    expect(days.takeTold()).toEqual([]);
  });
});

describe('a warning', () => {
  it('says until when and what to do', async () => {
    const days = new CertificateDays();
    await days.check(day(83), read(shown('ab', 0, 90)));
    expect(days.desk.open()).toMatchObject([
      {
        kind: 'certificate',
        reason: 'The certificate expires in 7 days, on 2026-04-01. Renew it.',
      },
    ]);
  });

  it('ends as renewed once another certificate clears the threshold', async () => {
    const days = new CertificateDays();
    await days.check(day(80), read(shown('ab', 0, 90)));
    await days.check(day(81), read(shown('cd', 80, 170)));
    expect(days.takeTold()).toEqual(['opened warning', 'resolved warning']);
    expect([...days.desk.alerts.values()]).toMatchObject([
      { state: 'resolved', resolution: 'renewed' },
    ]);
    expect(days.watch.warning).toBeNull();
  });

  it('ends as recovered when the threshold is lowered', async () => {
    const days = new CertificateDays();
    await days.check(day(80), read(shown('ab', 0, 90)));
    days.target.thresholds = { ...days.target.thresholds, certificateDays: 5 };
    await days.check(day(81), read(shown('ab', 0, 90)));
    expect([...days.desk.alerts.values()]).toMatchObject([{ resolution: 'recovered' }]);
  });

  it('is told anew when the threshold is raised again', async () => {
    const days = new CertificateDays();
    const certificate = read(shown('ab', 0, 90));
    const withThreshold = (certificateDays: number) => {
      days.target.thresholds = { ...days.target.thresholds, certificateDays };
    };
    await days.check(day(80), certificate);
    withThreshold(5);
    await days.check(day(81), certificate);
    days.takeTold();
    withThreshold(14);
    await days.check(day(82), certificate);
    expect(days.takeTold()).toEqual(['opened warning']);
    expect(days.desk.open()).toHaveLength(1);
  });

  it('that somebody took on is silent until the certificate has really expired', async () => {
    const days = new CertificateDays();
    const certificate = read(shown('ab', 0, 90));
    await days.check(day(76), certificate);
    const [first] = days.desk.open();
    days.desk.acknowledge(first?.id ?? '', day(77));
    days.takeTold();
    for (const now of [83, 87, 89]) await days.check(day(now), certificate);
    expect(days.takeTold()).toEqual([]);
    await days.check(day(90), certificate);
    expect(days.takeTold()).toEqual(['opened critical']);
    expect(days.desk.open()).toMatchObject([{ severity: 'critical' }]);
    expect(days.desk.open()[0]?.id).not.toBe(first?.id);

    await days.check(day(91), read(shown('cd', 90, 180)));
    expect(days.takeTold()).toEqual(['resolved critical']);
    expect(days.desk.open()).toEqual([]);
  });

  it('goes on for another certificate that ends soon, and tells each of two only once', async () => {
    const days = new CertificateDays();
    const [one, other] = [read(shown('ab', 0, 90)), read(shown('cd', 0, 89))];
    for (let i = 0; i < 6; i++) await days.check(day(83.1 + i / 4), i % 2 === 0 ? one : other);
    expect(days.takeTold()).toEqual(['opened warning', 'reminder warning', 'reminder warning']);
    expect(days.desk.open()).toHaveLength(1);
  });
});
