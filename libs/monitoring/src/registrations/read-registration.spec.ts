import { describe, expect, it } from 'vitest';
import { systemContext } from '../context.ts';
import { listAlerts } from '../alerts/read-alerts.ts';
import { getTarget } from '../targets/read-targets.ts';
import { pauseTarget } from '../targets/pause-target.ts';
import { day, DOMAIN, RegistrationDays, ends, failed } from '../testing/registration-days.ts';
import { getRegistration, getRegistrationOfTarget } from './read-registration.ts';

/** Three targets on a domain that ends in five days. */
async function known() {
  const days = new RegistrationDays();
  const id = await days.add();
  const other = await days.add({ url: 'https://api.shop.test/' });
  const paused = await days.add({ url: 'https://old.shop.test/' });
  await pauseTarget(systemContext(days.ports), paused);
  days.answer = () => ends(5);
  await days.work();
  return { days, id, other, paused };
}

describe('what is shown of a registration', () => {
  it('names date, source and registrar, and counts its targets', async () => {
    const { days, id } = await known();
    const details = await getRegistration(systemContext(days.ports), DOMAIN);
    expect(details).toMatchObject({
      name: DOMAIN,
      note: null,
      outcome: 'ok',
      expiresAt: day(5),
      daysLeft: 5,
      source: 'rdap',
      server: 'rdap.test',
      isStale: false,
      registrar: 'Sample Registrar',
      nextLookupAt: days.record.dueAt,
      refreshAllowedAt: day(0),
      targets: 3,
    });
    expect(await getRegistrationOfTarget(systemContext(days.ports), id)).toEqual(details);
  });

  it('tells what was heard where that did not state the date, and no alert repeats it', async () => {
    const { days } = await known();
    const text = 'Expiry Date: 31 February, says the registry';
    const replies = [{ service: 'whois' as const, server: 'whois.test', at: day(1), text }];
    await days.lookUp(day(1), { ...ends(2), replies });
    expect(await getRegistration(systemContext(days.ports), DOMAIN)).toMatchObject({
      expiresAt: day(5),
      doubtedDate: day(2),
      replies,
    });
    for (let at = 2; at < 6; at++) await days.lookUp(day(at), { ...failed(), replies });
    expect((await getRegistration(systemContext(days.ports), DOMAIN)).replies).toEqual(replies);
    expect(JSON.stringify([...days.desk.alerts.values(), days.desk.told])).not.toContain(
      'February',
    );
    await days.lookUp(day(6), ends(365));
    expect(await getRegistration(systemContext(days.ports), DOMAIN)).toMatchObject({
      doubtedDate: null,
      replies: [],
    });
  });

  it('says that a lookup comes at the earliest when it is put off', async () => {
    const { days } = await known();
    expect(await getRegistration(systemContext(days.ports), DOMAIN)).toMatchObject({
      isPutOff: false,
    });
    await days.lookUp(day(1), failed('rate-limited', 'throttled', day(1.25)));
    expect(await getRegistration(systemContext(days.ports), DOMAIN)).toMatchObject({
      nextLookupAt: day(1.25),
      isPutOff: true,
    });
    await days.lookUp(day(1.25), ends(5));
    expect(await getRegistration(systemContext(days.ports), DOMAIN)).toMatchObject({
      isPutOff: false,
    });
  });

  it('is kept while nobody checks it', async () => {
    const { days, id, other } = await known();
    for (const one of [id, other]) await pauseTarget(systemContext(days.ports), one);
    expect(await getRegistration(systemContext(days.ports), DOMAIN)).toMatchObject({
      expiresAt: day(5),
      nextLookupAt: null,
      refreshAllowedAt: null,
      targets: 3,
    });
  });

  it('says why there is none', async () => {
    const days = new RegistrationDays();
    const id = await days.add({ url: 'http://printer.local/' });
    expect(await getRegistrationOfTarget(systemContext(days.ports), id)).toMatchObject({
      name: null,
      note: 'printer.local is a local name.',
      outcome: null,
      targets: 0,
    });
    await expect(getRegistrationOfTarget(systemContext(days.ports), 'none')).rejects.toMatchObject({
      code: 'not-found',
    });
    await expect(getRegistration(systemContext(days.ports), 'no.test')).rejects.toMatchObject({
      code: 'not-found',
      message: 'No target is on no.test. Add one to watch the domain.',
    });
  });
});

describe('a target', () => {
  it('shows its domain, and counts the alerts of both', async () => {
    const { days, id, other } = await known();
    const target = await getTarget(systemContext(days.ports), other);
    expect(target.domain).toEqual({
      name: DOMAIN,
      expiresAt: day(5),
      daysLeft: 5,
      source: 'rdap',
      outcome: 'ok',
      standing: 'ok',
      checkedAt: day(0),
    });
    expect(target.openAlerts).toBe(1);
    expect((await getTarget(systemContext(days.ports), id)).openAlerts).toBe(1);
  });

  it('without a registration says so', async () => {
    const days = new RegistrationDays();
    const id = await days.add({ url: 'http://printer.local/' });
    const { domain } = await getTarget(systemContext(days.ports), id);
    expect(domain).toMatchObject({ name: null, outcome: 'not-applicable', checkedAt: null });
  });

  it('lists the alerts of its domain beside its own', async () => {
    const { days, other } = await known();
    const asked: unknown[] = [];
    const alerts = {
      ...days.ports.alerts,
      list: (query: { subjects?: readonly string[] }) => {
        asked.push(query.subjects);
        return Promise.resolve({ items: [], nextCursor: null });
      },
    };
    await listAlerts(systemContext({ ...days.ports, alerts }), { targetId: other });
    await listAlerts(systemContext({ ...days.ports, alerts }), {});
    expect(asked).toEqual([[other, 'domain:shop.test'], undefined]);
  });
});
