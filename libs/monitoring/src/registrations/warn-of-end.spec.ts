import { DEFAULT_THRESHOLDS } from '@app/domain';
import { describe, expect, it } from 'vitest';
import { systemContext } from '../context.ts';
import {
  day,
  DOMAIN,
  RegistrationDays,
  ended,
  ends,
  failed,
  notFound,
} from '../testing/registration-days.ts';
import { setManualExpiry } from './set-manual-expiry.ts';

const LADDER = {
  14: 'opened warning',
  7: 'reminder warning',
  3: 'reminder high',
  1: 'reminder critical',
  0: 'reminder critical',
};

const thresholds = (domainDays: number) => ({ ...DEFAULT_THRESHOLDS, domainDays });

/** A domain with one target, looked up once. */
async function watched(
  fields: Parameters<RegistrationDays['add']>[0] = {},
): Promise<RegistrationDays> {
  const days = new RegistrationDays();
  await days.add(fields);
  await days.lookUp(day(0), ends(365));
  return days;
}

/** Looks the domain up once a day; answers the days left on which people were told something, and what. */
async function daysTold(days: RegistrationDays, end: number, last = end + 3) {
  const told: Record<number, string> = {};
  for (let now = 0; now <= last; now++) {
    await days.lookUp(day(now), ends(end));
    const words = days.takeTold().join();
    if (words) told[end - now] = words;
  }
  return told;
}

describe('people are told that a domain ends', () => {
  it.each([40, 365, 400])('once at each threshold, %d days before it', async (end) => {
    expect(await daysTold(await watched(), end)).toEqual(LADDER);
  });

  it('from the largest threshold of the targets on it on', async () => {
    const days = await watched({ thresholds: thresholds(7) });
    await days.add({ thresholds: thresholds(30) });
    const expected = { 30: 'opened warning', ...LADDER, 14: 'reminder warning' };
    expect(await daysTold(days, 60)).toEqual(expected);
  });

  it('for years, with a renewal in each of them', async () => {
    const days = await watched();
    const told: string[] = [];
    for (let now = 0; now < 3 * 365; now++) {
      const year = Math.floor((now + 10) / 365);
      await days.lookUp(day(now), ends(365 * (year + 1)));
      told.push(...days.takeTold());
    }
    expect(told).toEqual(Array(3).fill(['opened warning', 'resolved warning']).flat());
    const alerts = [...days.desk.alerts.values()];
    expect(alerts.map(({ resolution }) => resolution)).toEqual(Array(3).fill('renewed'));
  });

  it('also while it cannot be looked up, but never that it has expired', async () => {
    const days = await watched();
    const told: Record<number, string> = {};
    await days.lookUp(day(320), ends(365));
    for (let now = 321; now <= 400; now++) {
      await days.lookUp(day(now), failed());
      const words = days
        .takeTold()
        .filter((one) => !one.endsWith('trouble'))
        .join();
      if (words) told[365 - now] = words;
    }
    expect(told).toEqual({
      // The lookups have failed for three days.
      41: 'opened warning',
      // The date has not been confirmed for more than a week.
      37: 'opened warning',
      14: 'reminder warning',
      7: 'reminder warning',
      3: 'reminder high',
      1: 'reminder critical',
    });
  });
});

describe('a warning', () => {
  it('says until when, who says so, what to do, and for which targets', async () => {
    const days = await watched({ name: 'Shop' });
    const first = [...days.targets.records.keys()][0];
    for (const name of ['Blog', 'API', 'Old', 'New']) await days.add({ name });
    await days.lookUp(day(358), ends(365));
    expect(days.desk.open()).toMatchObject([
      {
        kind: 'domain',
        subject: 'domain:shop.test',
        domain: 'shop.test',
        targetName: 'shop.test',
        targetId: first,
        reason:
          'Expires in 7 days, on 2027-10-01, says the registry (RDAP). Renew it at Sample Registrar. Targets on it: Shop, Blog, API and 2 more.',
      },
    ]);
  });

  it('that somebody took on is silent until the domain has really expired', async () => {
    const days = await watched();
    await days.lookUp(day(351), ends(365));
    const [first] = days.desk.open();
    days.desk.acknowledge(first?.id ?? '', day(352));
    days.takeTold();
    for (const now of [358, 362, 364]) await days.lookUp(day(now), ends(365));
    expect(days.takeTold()).toEqual([]);
    await days.lookUp(day(365.5), ends(365));
    expect(days.takeTold()).toEqual(['opened critical']);
    expect(days.desk.open()[0]?.id).not.toBe(first?.id);
    await days.lookUp(day(366.5), ends(730));
    expect(days.takeTold()).toEqual(['resolved critical']);
    expect(days.desk.open()).toEqual([]);
  });

  it('goes on through the ends of a domain, and ends when it is back', async () => {
    const days = await watched();
    const told: Record<string, string[]> = {};
    const see = async (
      what: string,
      at: number,
      ...answers: Parameters<RegistrationDays['lookUp']>[1][]
    ) => {
      for (const [i, answer] of answers.entries()) await days.lookUp(day(at + i), answer);
      told[what] = days.takeTold();
    };
    await see('expired', 366, ends(365));
    await see('redemption', 400, ended('redemption'), ended('redemption'));
    await see('pending delete', 430, ended('pending-delete'));
    await see('not found once', 435, notFound);
    await see('not found twice', 436, notFound, notFound);
    await see('back', 440, ends(800));
    expect(told).toEqual({
      expired: ['opened critical'],
      redemption: ['reminder critical'],
      'pending delete': ['reminder critical'],
      'not found once': [],
      'not found twice': ['reminder critical'],
      back: ['resolved critical'],
    });
    expect([...days.desk.alerts.values()]).toMatchObject([{ resolution: 'renewed' }]);
  });

  it('opens anew at each end of a domain for people who took the one before on', async () => {
    const days = await watched();
    const ends1 = [ends(365), ended('redemption'), ended('pending-delete')];
    for (const [i, answer] of ends1.entries()) {
      await days.lookUp(day(366 + i), answer);
      expect(days.takeTold()).toEqual(['opened critical']);
      days.desk.acknowledge(days.desk.open()[0]?.id ?? '', day(366 + i));
    }
    await days.lookUp(day(370), ended('pending-delete'));
    expect(days.takeTold()).toEqual([]);
  });

  it('goes on while only the registry has renewed, and ends when the registrar has', async () => {
    const days = await watched();
    const told: Record<number, string> = {};
    const see = async (at: number, answer: Parameters<RegistrationDays['lookUp']>[1]) => {
      await days.lookUp(day(at), answer);
      const words = days.takeTold().join();
      if (words) told[at] = words;
    };
    const grace = (own: number) => ({
      ...ends(730),
      statuses: ['autoRenewPeriod'],
      registrarDate: { expiresAt: day(own), precision: 'instant' as const },
    });
    for (const at of [351, 358, 362, 364]) await see(at, ends(365));
    for (const at of [366, 367, 380]) await see(at, grace(365));
    expect(days.record.registration).toMatchObject({
      expiresAt: day(365),
      autoRenewedTo: day(730),
    });
    await see(390, grace(730));
    expect(told).toEqual({
      351: 'opened warning',
      358: 'reminder warning',
      362: 'reminder high',
      364: 'reminder critical',
      366: 'reminder critical',
      390: 'resolved critical',
    });
    expect(days.desk.all()).toMatchObject([
      { resolution: 'renewed', reason: expect.stringContaining('its holder has not') },
    ]);
  });

  it('becomes milder when a domain comes back from redemption and still ends soon', async () => {
    const days = await watched();
    await days.lookUp(day(300), ended('redemption'));
    await days.lookUp(day(351), ends(365));
    expect(days.takeTold()).toEqual(['opened critical', 'reminder warning']);
    expect(days.desk.open()).toMatchObject([{ severity: 'warning' }]);
  });

  it('is told each time that a domain is lost again', async () => {
    const days = await watched();
    const takeOn = () => {
      for (const { id } of days.desk.open()) days.desk.acknowledge(id, days.now);
    };
    const answers = [ends(365), ended('redemption'), ends(365), ended('redemption')];
    for (const [i, answer] of answers.entries()) {
      await days.lookUp(day(352 + i), answer);
      expect(days.takeTold(), `answer ${i}`).toEqual([expect.stringMatching(/^opened/)]);
      takeOn();
    }
  });

  it('ends as recovered when the date is confirmed again', async () => {
    const days = await watched();
    await days.lookUp(day(330), failed());
    expect(days.desk.open()).toMatchObject([
      { kind: 'domain', reason: expect.stringContaining('could not be confirmed for 330 days') },
    ]);
    await days.lookUp(day(331), ends(365));
    expect([...days.desk.alerts.values()]).toMatchObject([{ resolution: 'recovered' }]);
  });

  it('is told anew after it ended, were the end a mistake of the registry', async () => {
    const days = await watched();
    await days.lookUp(day(355), ends(365));
    await days.lookUp(day(356), ends(730));
    expect(days.takeTold()).toEqual(['opened warning', 'resolved warning']);
    await days.lookUp(day(357), ends(365));
    expect(days.takeTold()).toEqual([]);
    await days.lookUp(day(358), ends(365));
    expect(days.takeTold()).toEqual(['opened warning']);
  });

  it('of a date that moved back waits for a second answer', async () => {
    const days = await watched();
    await days.lookUp(day(1), ends(6));
    expect(days.takeTold()).toEqual([]);
    expect(days.record.registration.expiresAt).toEqual(day(365));
    await days.lookUp(day(2), ends(6));
    expect(days.takeTold()).toEqual(['opened warning']);
  });

  it('is not repeated when the date becomes more exact', async () => {
    const days = await watched();
    const dayOnly = { ...ends(365.5), precision: 'day' } as ReturnType<typeof ends>;
    days.registrations.records.clear();
    await days.ports.registrations.watch(DOMAIN, day(0));
    await days.lookUp(day(359), dayOnly);
    await days.lookUp(day(359.1), ends(365));
    expect(days.record.registration.precision).toBe('instant');
    expect(days.takeTold()).toEqual(['opened warning']);
  });

  it('counts a date that was typed in, and says so', async () => {
    const days = await watched();
    days.registrations.records.clear();
    await days.ports.registrations.watch(DOMAIN, day(0));
    await days.lookUp(day(0), failed('unsupported', 'refused'));
    days.now = day(1);
    await setManualExpiry(systemContext(days.ports), { name: DOMAIN, expiresAt: day(6) });
    expect(days.takeTold()).toEqual(['opened warning']);
    expect(days.desk.open()[0]?.reason).toContain('a date that somebody typed in');
    await days.lookUp(day(7.5), failed('unsupported', 'refused'));
    expect(days.takeTold()).toEqual(['reminder critical']);
  });
});
