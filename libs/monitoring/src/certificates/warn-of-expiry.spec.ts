import type { CertificateEvidence, CertificateResult } from '@app/domain';
import { resumedWatches, stoppedWatches } from '@app/domain/check-kinds';
import { describe, expect, it } from 'vitest';
import { targetRecord } from '@app/domain/testing';
import { CertificateDays, day, read, shown } from '../testing/certificate-days.ts';

const HOUR = 1 / 24;
const HOUR_MS = 3_600_000;
const DEAD = {
  class: 'refused',
  code: 'ECONNREFUSED',
  fact: { is: 'refused', port: 443 },
} as const;

type Read = Extract<CertificateResult, { outcome: 'ok' }>;

/** A reading of several addresses. */
const readAll = (
  evidence: CertificateEvidence,
  more: Pick<Read, 'others' | 'unreached'>,
): CertificateResult => ({
  outcome: 'ok',
  address: '192.0.2.1',
  evidence,
  findings: [],
  ...more,
});

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
  ])('that lives %d days, once at each threshold', async (lifetime, expected) => {
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

  it('ends as renewed once two readings show another certificate only', async () => {
    const days = new CertificateDays();
    await days.check(day(80), read(shown('ab', 0, 90)));
    await days.check(day(81), read(shown('cd', 80, 170)));
    expect(days.takeTold()).toEqual(['opened warning']);
    await days.check(day(81 + HOUR), read(shown('cd', 80, 170)));
    expect(days.takeTold()).toEqual(['resolved warning']);
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

    for (const now of [91, 92]) await days.check(day(now), read(shown('cd', 90, 180)));
    expect(days.takeTold()).toEqual(['resolved critical']);
    expect(days.desk.open()).toEqual([]);
  });

  it('goes on for another certificate that ends soon, and tells each of two only once', async () => {
    const days = new CertificateDays();
    const [one, other] = [read(shown('ab', 0, 90)), read(shown('cd', 0, 89))];
    for (let i = 0; i < 6; i++) await days.check(day(83.1 + i / 4), i % 2 === 0 ? one : other);
    expect(days.takeTold()).toEqual(['opened warning', 'reminder warning']);
    expect(days.desk.open()).toHaveLength(1);
  });
});

it('a dozen certificates that end on one day are told of once', async () => {
  const days = new CertificateDays();
  const nodes = Array.from({ length: 12 }, (_, n) => ({
    addresses: [`192.0.2.${n + 2}`],
    evidence: shown(String(10 + n), 0, 90),
  }));
  const all = readAll(shown('ab', 0, 90), { others: nodes });
  for (const now of [80, 81, 82]) await days.check(day(now), all);
  expect(days.takeTold()).toEqual(['opened warning']);
});

describe('old and new certificate in turn', () => {
  const [old, fresh] = [shown('ab', 0, 90), shown('cd', 80, 170)];

  it('are told of once, and the page says so', async () => {
    const days = new CertificateDays();
    for (let i = 0; i < 9; i++) await days.check(day(80 + i / 4), read(i % 2 ? fresh : old));
    expect(days.takeTold()).toEqual(['opened warning']);
    expect(days.desk.alerts.size).toBe(1);
    expect(days.watch.reading?.findings).toMatchObject([{ code: 'CERT_SERVED_IN_TURN' }]);
    expect(days.watch.changes).toHaveLength(1);
  });

  it('go on to be told of when the old one comes closer to its end', async () => {
    const days = new CertificateDays();
    for (let i = 0; i < 24; i++) await days.check(day(80 + i / 2), read(i % 2 ? fresh : old));
    expect(days.takeTold()).toEqual([
      'opened warning',
      'reminder warning',
      'reminder high',
      'reminder critical',
      'reminder critical',
    ]);
    expect(days.desk.alerts.size).toBe(1);
  });

  it('at two addresses: the old one counts until no address shows it', async () => {
    const days = new CertificateDays();
    const both = (other: CertificateEvidence): CertificateResult =>
      readAll(fresh, { others: [{ addresses: ['192.0.2.2'], evidence: other }] });
    await days.check(day(80), both(old));
    expect(days.desk.open()).toMatchObject([
      {
        reason:
          'The certificate expires in 10 days, on 2026-04-01. Renew it. It is served at 192.0.2.2.',
      },
    ]);
    expect(days.watch.reading).toMatchObject({
      address: '192.0.2.2',
      evidence: { leaf: { fingerprint: old.leaf.fingerprint } },
      others: [{ fingerprint: fresh.leaf.fingerprint, addresses: ['192.0.2.1'] }],
    });
    for (const now of [81, 82]) await days.check(day(now), both(old));
    for (const now of [83, 84, 85]) await days.check(day(now), read(fresh));
    expect(days.takeTold()).toEqual(['opened warning', 'resolved warning']);
    expect(days.watch).not.toHaveProperty('reading.others');
  });

  it('are read again within the hour until it is known, and once a day from then on', async () => {
    const days = new CertificateDays();
    const wait = (): number => Number(days.watch.dueAt) - Number(days.watch.reading?.at);
    await days.check(day(80), read(old));
    await days.check(day(81), read(fresh));
    expect(wait()).toBeLessThanOrEqual(HOUR_MS);
    await days.check(day(81 + HOUR), read(fresh));
    expect(days.takeTold()).toEqual(['opened warning', 'resolved warning']);
    const settled = Number(days.watch.dueAt);
    await days.check(new Date(settled + 1_000), read(fresh));
    expect(wait()).toBeGreaterThan(23 * HOUR_MS);
  });
});

describe('a certificate that comes back after it was told to be renewed', () => {
  const [old, fresh] = [shown('ab', 0, 90), shown('cd', 80, 170)];

  /** One node still had it, and was not met for two readings. */
  async function toldAsRenewed(): Promise<CertificateDays> {
    const days = new CertificateDays();
    await days.check(day(80), read(old));
    await days.check(day(81), read(fresh));
    await days.check(day(81 + HOUR), read(fresh));
    expect(days.takeTold()).toEqual(['opened warning', 'resolved warning']);
    return days;
  }

  it('is told of anew, and why', async () => {
    const days = await toldAsRenewed();
    await days.check(day(82), read(old));
    expect(days.takeTold()).toEqual(['opened warning']);
    expect(days.desk.open()).toMatchObject([
      {
        reason:
          'The certificate expires in 8 days, on 2026-04-01. Renew it. It was not seen for a while and is served again.',
      },
    ]);
  });

  it('counts as renewed only after three days without it from then on', async () => {
    const days = await toldAsRenewed();
    await days.check(day(82), read(old));
    days.takeTold();
    for (const now of [82.5, 83, 84, 84.9]) await days.check(day(now), read(fresh));
    expect(days.takeTold()).toEqual([]);
    await days.check(day(85), read(fresh));
    expect(days.takeTold()).toEqual(['resolved warning']);
  });

  it('is told of once while it comes and goes', async () => {
    const days = await toldAsRenewed();
    for (let i = 0; i < 12; i++) await days.check(day(82 + i / 16), read(i % 3 ? fresh : old));
    expect(days.takeTold()).toEqual(['opened warning']);
    expect(days.desk.open()).toHaveLength(1);
  });

  it('is told of also when it has expired meanwhile, or was told as expired', async () => {
    const days = await toldAsRenewed();
    await days.check(day(91), read(old));
    expect(days.takeTold()).toEqual(['opened critical']);
    for (const now of [92, 93, 94]) await days.check(day(now), read(fresh));
    expect(days.takeTold()).toEqual(['resolved critical']);
    await days.check(day(95), read(old));
    expect(days.takeTold()).toEqual(['opened critical']);
  });

  it('is told of when its node was out of reach for three days', async () => {
    const days = new CertificateDays();
    const both = readAll(fresh, { others: [{ addresses: ['192.0.2.2'], evidence: old }] });
    const onlyFirst = readAll(fresh, { unreached: [{ address: '192.0.2.2', failure: DEAD }] });
    await days.check(day(76), both);
    for (const now of [77, 78, 79]) await days.check(day(now), onlyFirst);
    expect(days.takeTold()).toEqual(['opened warning', 'resolved warning']);
    await days.check(day(80), both);
    expect(days.takeTold()).toEqual(['opened warning']);
  });
});

describe('a certificate that is near its end over a pause', () => {
  const paused = { newId: () => 'pause', resolution: 'paused' as const };

  async function overPause(): Promise<CertificateDays> {
    const days = new CertificateDays();
    await days.check(day(80), read(shown('ab', 0, 90)));
    await days.follow(day(81), stoppedWatches(days.target, { ...paused, at: day(81) }));
    expect(days.takeTold()).toEqual(['opened warning', 'resolved warning']);
    expect(days.desk.open()).toEqual([]);
    await days.follow(day(82), { state: resumedWatches(days.target, day(82)), effects: [] });
    return days;
  }

  it('stands again after it, and nobody is told twice', async () => {
    const days = await overPause();
    await days.check(day(82), read(shown('ab', 0, 90)));
    expect(days.desk.open()).toMatchObject([{ kind: 'certificate', severity: 'warning' }]);
    await days.check(day(82.5), read(shown('ab', 0, 90)));
    expect(days.takeTold()).toEqual([]);
    expect(days.watch).not.toHaveProperty('pausedAlertIds');
    await days.check(day(84), read(shown('ab', 0, 90)));
    expect(days.takeTold()).toEqual(['opened warning']);
    expect(days.desk.open()).toHaveLength(1);
  });

  it('that somebody has taken on stays so over any number of pauses', async () => {
    const days = new CertificateDays();
    await days.check(day(80), read(shown('ab', 0, 90)));
    days.desk.acknowledge(days.desk.open()[0]?.id ?? '', day(80.1));
    days.takeTold();
    for (const today of [81, 81.2, 81.4]) {
      await days.follow(day(today), stoppedWatches(days.target, { ...paused, at: day(today) }));
      const resumed = day(today + 0.1);
      await days.follow(resumed, { state: resumedWatches(days.target, resumed), effects: [] });
      await days.check(resumed, read(shown('ab', 0, 90)));
      expect(days.desk.open()).toEqual([]);
    }
    expect(days.takeTold()).toEqual(['resolved warning']);
    await days.check(day(84), read(shown('ab', 0, 90)));
    expect(days.takeTold()).toEqual([]);
    await days.check(day(91), read(shown('ab', 0, 90)));
    expect(days.takeTold()).toEqual(['opened critical']);
  });

  it('leaves nothing open where it was renewed meanwhile', async () => {
    const days = await overPause();
    await days.check(day(82), read(shown('cd', 81, 171)));
    expect(days.desk.open()).toEqual([]);
    expect(days.takeTold()).toEqual([]);
  });
});

it('a fresh certificate that is replaced by one that ends soon is told of at once', async () => {
  const days = new CertificateDays();
  await days.check(day(0), read(shown('ab', 0, 90)));
  await days.check(day(0.01), read(shown('cd', -85, 5)));
  expect(days.takeTold()).toEqual(['opened warning']);
});
