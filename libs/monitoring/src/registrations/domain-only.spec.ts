import { STOPPED_SCHEDULE } from '@app/domain';
import { describe, expect, it } from 'vitest';
import { systemContext } from '../context.ts';
import { checkNow } from '../targets/check-now.ts';
import { createTarget } from '../targets/create-target.ts';
import { pauseTarget, resumeTarget } from '../targets/pause-target.ts';
import { probeTarget } from '../targets/probe-target.ts';
import { getTarget } from '../targets/read-targets.ts';
import { updateTarget } from '../targets/update-target.ts';
import { reconcile } from '../outbox/reconcile.ts';
import {
  day,
  ended,
  ends,
  failed,
  notFound,
  RegistrationDays,
} from '../testing/registration-days.ts';
import { setManualExpiry } from './set-manual-expiry.ts';

const url = 'domain:shop.test';

async function watched(): Promise<{ days: RegistrationDays; id: string }> {
  const days = new RegistrationDays();
  return { days, id: await days.add({ url }) };
}

const shown = async ({ days, id }: { days: RegistrationDays; id: string }) => {
  const { status, statusSince } = await getTarget(systemContext(days.ports), id);
  return { status, statusSince };
};

describe('a target that watches a domain only', () => {
  it('is pending until the first answer, and then up since that answer', async () => {
    const { days, id } = await watched();
    expect(await shown({ days, id })).toEqual({ status: 'pending', statusSince: day(0) });
    await days.work(day(0.001));
    expect(days.published).toContain(`target ${id}`);
    expect(await getTarget(systemContext(days.ports), id)).toMatchObject({
      kind: 'domain',
      url,
      status: 'up',
      statusSince: day(0.001),
      lastCheck: null,
      nextCheckAt: null,
      uptime24h: null,
      spark24h: [],
      unknownSeconds24h: 0,
      certificate: null,
      domain: { name: 'shop.test', daysLeft: 365 },
    });
  });

  it('is never due for an http check, and never silent', async () => {
    const { days, id } = await watched();
    const record = () => days.targets.records.get(id);
    expect(record()).toMatchObject({ schedule: STOPPED_SCHEDULE, certificate: null, intents: [] });
    await pauseTarget(systemContext(days.ports), id);
    await resumeTarget(systemContext(days.ports), id);
    expect(record()).toMatchObject({ schedule: STOPPED_SCHEDULE, pausedAt: null });
    await updateTarget(systemContext(days.ports), { id, url: 'domain:other.test' });
    expect(record()).toMatchObject({ schedule: STOPPED_SCHEDULE, domain: 'other.test' });
  });

  it('shows what its registration comes to, each since it is so', async () => {
    const { days, id } = await watched();
    days.answer = () => ends(16);
    await days.work(day(0));
    expect(await shown({ days, id })).toEqual({ status: 'up', statusSince: day(0) });
    await days.lookUp(day(2), ends(16));
    expect(await shown({ days, id })).toEqual({ status: 'degraded', statusSince: day(2) });
    await days.lookUp(day(3), ends(16));
    expect(await shown({ days, id })).toEqual({ status: 'degraded', statusSince: day(2) });
    await days.lookUp(day(4), ends(380));
    expect(await shown({ days, id })).toEqual({ status: 'up', statusSince: day(4) });
    await days.lookUp(day(5), ended('redemption'));
    expect(await shown({ days, id })).toEqual({ status: 'down', statusSince: day(5) });
    expect(days.desk.open()).toMatchObject([{ kind: 'domain', targetId: id }]);
    await days.lookUp(day(6), ends(380));
    expect(await shown({ days, id })).toEqual({ status: 'up', statusSince: day(6) });
  });

  it('is down when its domain is gone, and shows so before people are told', async () => {
    const { days, id } = await watched();
    await days.work(day(0));
    const statuses: string[] = [];
    const { insert } = days.ports.deliveries;
    days.ports.deliveries.insert = async (deliveries) => {
      statuses.push((await shown({ days, id })).status);
      await insert(deliveries);
    };
    await days.lookUp(day(1), notFound);
    expect(await shown({ days, id })).toMatchObject({ status: 'up' });
    await days.lookUp(day(2), notFound);
    expect(await shown({ days, id })).toMatchObject({ status: 'down' });
    expect(statuses).toEqual(['down']);
  });

  it('is unknown while lookups fail for days, and knows again after', async () => {
    const { days, id } = await watched();
    await days.work(day(0));
    await days.lookUp(day(1), failed());
    expect(await shown({ days, id })).toMatchObject({ status: 'up' });
    await days.lookUp(day(4.1), failed());
    expect(await shown({ days, id })).toEqual({ status: 'unknown', statusSince: day(4.1) });
    expect(days.desk.open()).toMatchObject([{ kind: 'check-trouble' }]);
    await days.lookUp(day(5), ends(365));
    expect(await shown({ days, id })).toMatchObject({ status: 'up' });
    expect(await getTarget(systemContext(days.ports), id)).toMatchObject({ unknownSeconds24h: 0 });
  });

  it('has the status of the domain at once when that is known already, also after a pause', async () => {
    const days = new RegistrationDays();
    days.answer = () => ends(15);
    await days.add();
    await days.work(day(0));
    const { id, status } = await createTarget(systemContext(days.ports), { url });
    expect(status).toBe('up');
    await pauseTarget(systemContext(days.ports), id);
    expect(await shown({ days, id })).toMatchObject({ status: 'paused' });
    await days.lookUp(day(2), ends(15));
    expect(await shown({ days, id })).toMatchObject({ status: 'paused' });
    await resumeTarget(systemContext(days.ports), id);
    expect(await shown({ days, id })).toMatchObject({ status: 'degraded' });
  });

  it('leaves the status of web sites on the domain alone', async () => {
    const { days } = await watched();
    const site = await days.add();
    await days.work(day(0));
    expect(await shown({ days, id: site })).toMatchObject({ status: 'pending' });
  });

  it('shows it also when the process died before it could', async () => {
    const { days, id } = await watched();
    const { change } = days.targets.store;
    const dead = { ...days.targets.store, change: () => Promise.reject(new Error('away')) };
    await days.work(day(0), { ...days.ports, targets: dead as never });
    expect(await shown({ days, id })).toMatchObject({ status: 'pending' });
    days.targets.store.change = change;
    // What is younger may still be under way where it began.
    days.now = new Date(days.now.getTime() + 10_000);
    await reconcile(systemContext(days.ports));
    expect(await shown({ days, id })).toMatchObject({ status: 'up' });
    expect(days.record.intents).toEqual([]);
  });

  it('follows a date that somebody typed in, and the days of warning', async () => {
    const { days, id } = await watched();
    days.answer = () => failed('unsupported', 'refused');
    await days.work(day(0));
    expect(await shown({ days, id })).toMatchObject({ status: 'unknown' });
    await setManualExpiry(systemContext(days.ports), { name: 'shop.test', expiresAt: day(20) });
    expect(await shown({ days, id })).toMatchObject({ status: 'up' });
    await updateTarget(systemContext(days.ports), { id, thresholds: { domainDays: 30 } });
    expect(await shown({ days, id })).toMatchObject({ status: 'degraded' });
  });

  it('is looked up when somebody asks for a check, once an hour', async () => {
    const { days, id } = await watched();
    await days.work(day(0));
    days.now = day(0.1);
    await checkNow(systemContext(days.ports), id);
    await days.work(day(0.1));
    expect(days.lookups).toHaveLength(2);
    await expect(checkNow(systemContext(days.ports), id)).rejects.toMatchObject({ code: 'limit' });
    await pauseTarget(systemContext(days.ports), id);
    await expect(checkNow(systemContext(days.ports), id)).rejects.toMatchObject({
      code: 'precondition',
    });
  });

  it.each([
    [{ request: { method: 'HEAD' as const } }, 'request'],
    [{ expect: { contains: 'x' } }, 'expect'],
    [{ intervalSeconds: 60 }, 'intervalSeconds'],
    [{ thresholds: { slowMs: 500 } }, 'thresholds.slowMs'],
    [{ thresholds: { certificateDays: 7 } }, 'thresholds.certificateDays'],
  ])('takes no settings of http checks: %j', async (settings, field) => {
    const { days, id } = await watched();
    const refusal = { code: 'invalid', field, message: expect.stringContaining(field) as string };
    await expect(
      createTarget(systemContext(days.ports), { url, ...settings }),
    ).rejects.toMatchObject(refusal);
    await expect(
      updateTarget(systemContext(days.ports), { id, ...settings }),
    ).rejects.toMatchObject(refusal);
  });

  it('stays what it is, and answers no probe', async () => {
    const { days, id } = await watched();
    const site = await days.add();
    const refusal = { code: 'invalid', field: 'url' };
    const other = { id, url: 'https://shop.test/' };
    await expect(updateTarget(systemContext(days.ports), other)).rejects.toMatchObject(refusal);
    await expect(updateTarget(systemContext(days.ports), { id: site, url })).rejects.toMatchObject(
      refusal,
    );
    await expect(probeTarget(systemContext(days.ports), { url })).rejects.toMatchObject(refusal);
  });
});
