import { describe, expect, it } from 'vitest';
import { systemContext } from '../context.ts';
import { pauseTarget, resumeTarget } from '../targets/pause-target.ts';
import {
  day,
  DOMAIN,
  RegistrationDays,
  ended,
  ends,
  failed,
  lookUp,
  notFound,
} from '../testing/registration-days.ts';
import { setManualExpiry } from '../registrations/set-manual-expiry.ts';

const HOUR_MS = 3_600_000;
const hoursFrom = (from: Date, to: Date | null): number => (Number(to) - from.getTime()) / HOUR_MS;

async function added(): Promise<{ days: RegistrationDays; id: string }> {
  const days = new RegistrationDays();
  return { days, id: await days.add() };
}

/** Something that happens while the registry is asked. */
function meanwhile(
  days: RegistrationDays,
  happen: () => Promise<unknown>,
): RegistrationDays['ports'] {
  const lookUpRegistration: RegistrationDays['ports']['lookUpRegistration'] = async (
    domain,
    options,
  ) => {
    await happen();
    return await days.ports.lookUpRegistration(domain, options);
  };
  return { ...days.ports, lookUpRegistration };
}

describe('a lookup', () => {
  it('keeps what it found, and comes again after 24 to 26 hours', async () => {
    const { days } = await added();
    await days.work();
    expect(days.record.registration).toMatchObject({ outcome: 'ok', expiresAt: day(365) });
    const wait = hoursFrom(day(0), days.record.dueAt);
    expect(wait).toBeGreaterThanOrEqual(24);
    expect(wait).toBeLessThanOrEqual(26);
    expect(days.record.lease).toBeNull();
  });

  it('that fails comes again after 1, 3, 6 hours and then every day', async () => {
    const { days } = await added();
    days.answer = () => failed();
    const waits: number[] = [];
    for (let i = 0; i < 5; i++) {
      const at = days.record.dueAt ?? day(0);
      await days.work(at);
      waits.push(hoursFrom(at, days.record.dueAt));
    }
    expect(waits.map(Math.floor)).toEqual([
      1,
      3,
      6,
      expect.toBeOneOf([24, 25]),
      expect.toBeOneOf([24, 25]),
    ]);
    expect(days.lookups).toHaveLength(5);
  });

  it('comes daily for what ends first on a crowded server, for the rest within a week', async () => {
    const { days, id } = await added();
    await days.work();
    const { record } = days;
    for (let i = 0; i < 600; i++) {
      const domain = `other${i}.test`;
      const registration = { ...record.registration, domain, expiresAt: day(100) };
      days.registrations.records.set(domain, { ...record, registration, dueAt: day(50) });
    }
    const wait = async (at: number, end: number): Promise<number> => {
      await days.lookUp(day(at), ends(end));
      return hoursFrom(day(at), days.record.dueAt);
    };
    expect(await wait(1, 800)).toBeGreaterThan(26);
    const planned = days.record.dueAt;
    expect(hoursFrom(day(1), planned)).toBeLessThanOrEqual(7 * 24);
    await pauseTarget(systemContext(days.ports), id);
    await resumeTarget(systemContext(days.ports), id);
    expect(days.record.dueAt).toEqual(planned);
    // An earlier date counts when it is repeated.
    await wait(2, 90);
    expect(await wait(3, 90)).toBeLessThanOrEqual(26);
  });

  it('that keeps our own pace is only put off, never within the minute', async () => {
    const { days } = await added();
    await days.work();
    const known = days.record;
    days.answer = () => failed('rate-limited', 'throttled', day(1.2));
    await days.work(day(1.1));
    expect(days.record).toMatchObject({ dueAt: day(1.2), changes: [], troubleAlertId: null });
    expect(days.record.registration).toEqual({ ...known.registration, retryAt: day(1.2) });
    days.answer = () => failed('rate-limited', 'throttled');
    await days.work(day(1.2));
    expect(hoursFrom(day(1.2), days.record.dueAt)).toBe(1 / 60);
  });

  it('that fails through a fault of ours changes nothing that is believed', async () => {
    const { days } = await added();
    await days.work();
    const { registration } = days.record;
    days.answer = () => new Error('The turns are away.');
    await days.work(day(1.1));
    expect(days.record.registration).toEqual(registration);
    expect(hoursFrom(day(1.1), days.record.dueAt)).toBe(1);
  });

  it('that is interrupted rejects and changes nothing: its lease runs out', async () => {
    const { days } = await added();
    const lease = { token: 'mine', until: day(1) };
    const [claimed] = await days.ports.registrations.claim({ now: day(0), limit: 1, lease });
    const stop = new AbortController();
    stop.abort(new Error('The worker stops.'));
    days.answer = () => new Error('aborted');
    await expect(lookUp(days.ports, claimed!, stop.signal)).rejects.toThrow('worker stops');
    expect(days.record).toEqual(claimed);
  });

  it('keeps what changed, newest first, twenty at most', async () => {
    const { days } = await added();
    for (let i = 0; i < 25; i++) await days.lookUp(day(i), ends(365 * (i + 1)));
    expect(days.record.changes).toHaveLength(20);
    expect(days.record.changes[0]).toEqual({
      at: day(24),
      kind: 'renewed',
      from: day(365 * 24),
      to: day(365 * 25),
    });
  });

  it('is not made for a domain that nobody checks any more', async () => {
    const { days, id } = await added();
    const target = days.targets.records.get(id)!;
    days.targets.records.set(id, { ...target, pausedAt: day(0) });
    await days.work();
    expect(days.lookups).toEqual([]);
    expect(days.record).toMatchObject({ dueAt: null, lease: null });
  });

  it('is dropped when the last target is paused meanwhile', async () => {
    const { days, id } = await added();
    await days.work(
      day(0),
      meanwhile(days, () => pauseTarget(systemContext(days.ports), id)),
    );
    expect(days.record).toMatchObject({ dueAt: null, lease: null });
    expect(days.record.registration.lookedUpAt).toBeNull();
  });

  it('is dropped when another worker has taken the domain over', async () => {
    const { days } = await added();
    const lease = { token: 'other', until: day(2) };
    const ports = meanwhile(days, () =>
      days.ports.registrations.claim({ now: day(1), limit: 1, lease }),
    );
    await days.work(day(0), ports);
    expect(days.record).toMatchObject({ lease, registration: { lookedUpAt: null } });
  });

  it('loses nothing that is decided meanwhile', async () => {
    const { days } = await added();
    days.answer = () => failed('unsupported', 'refused');
    const ports = meanwhile(days, async () => {
      await setManualExpiry(systemContext(days.ports), { name: DOMAIN, expiresAt: day(5) });
      await days.add({ url: 'https://api.shop.test/' });
    });
    await days.work(day(0), ports);
    expect(days.record.registration).toMatchObject({ source: 'manual', outcome: 'unsupported' });
    expect(days.record.warning?.step).toBe(7);
    expect(days.takeTold()).toEqual(['opened warning']);
    expect(days.lookups).toHaveLength(1);
  });
});

describe('trouble with lookups', () => {
  const fail = async (days: RegistrationDays, until: number, answer = failed()) => {
    for (let at = 0; at <= until; at++) await days.lookUp(day(at), answer);
  };

  it('is told after three days, and again when they work', async () => {
    const { days } = await added();
    await fail(days, 2);
    expect(days.takeTold()).toEqual([]);
    await fail(days, 3);
    expect(days.desk.open()).toMatchObject([
      {
        kind: 'check-trouble',
        severity: 'warning',
        subject: 'domain:shop.test',
        targetId: null,
        domain: DOMAIN,
        since: day(0),
        reason: 'The registration could not be looked up for 3 days. No answer within 10 s.',
      },
    ]);
    await days.lookUp(day(4), failed());
    expect(days.takeTold()).toEqual(['opened warning']);
    await days.lookUp(day(5), ends(365));
    expect(days.takeTold()).toEqual(['resolved warning']);
    expect(days.record.troubleAlertId).toBeNull();
  });

  it.each([
    ['no service', failed('unsupported', 'refused')],
    ['our own pace', failed('rate-limited', 'throttled')],
    ['no date', { ...ended('redemption'), outcome: 'not-published' } as ReturnType<typeof failed>],
  ])('is not %s', async (_what, answer) => {
    const { days } = await added();
    await fail(days, 6, answer);
    expect(days.takeTold()).toEqual([]);
  });

  it('is not begun by waiting for our own turn', async () => {
    const { days } = await added();
    await fail(days, 2);
    await days.lookUp(day(4), failed('rate-limited', 'throttled'));
    expect(days.takeTold()).toEqual([]);
  });
});

it('a domain is gone when its registry says so twice, a day apart', async () => {
  const { days } = await added();
  await days.work();
  days.answer = () => notFound;
  await days.work(day(1.1));
  expect(days.takeTold()).toEqual([]);
  await days.work(day(2.2));
  expect(days.takeTold()).toEqual(['opened critical']);
});
