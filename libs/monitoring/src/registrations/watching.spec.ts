import { describe, expect, it } from 'vitest';
import { systemContext } from '../context.ts';
import { day, RegistrationDays, ends } from '../testing/registration-days.ts';
import { backfillDomains } from '../targets/backfill-domains.ts';
import { pauseTarget, resumeTarget } from '../targets/pause-target.ts';
import { removeTarget } from '../targets/remove-target.ts';
import { updateTarget } from '../targets/update-target.ts';

/** A domain that ends in 7 days, with one target; people were told. */
async function warned(): Promise<{ days: RegistrationDays; id: string }> {
  const days = new RegistrationDays();
  const id = await days.add();
  days.answer = () => ends(7);
  await days.work();
  expect(days.takeTold()).toEqual(['opened warning']);
  return { days, id };
}

describe('the domain of a target', () => {
  it('is looked up at once when the first target is on it, and never again for the next ones', async () => {
    const days = new RegistrationDays();
    await days.add();
    await days.work();
    await days.add({ url: 'https://api.shop.test/v1' });
    await days.add({ url: 'http://shop.test:8080/' });
    await days.work(day(0.99));
    expect(days.lookups).toEqual([{ domain: 'shop.test', at: day(0) }]);
    await days.work(day(1.1));
    expect(days.lookups).toHaveLength(2);
  });

  it('is nothing to watch for hosts without a registration', async () => {
    const days = new RegistrationDays();
    const id = await days.add({ url: 'http://printer.local/' });
    await days.work();
    expect(days.targets.records.get(id)?.domain).toBeNull();
    expect(days.registrations.records.size).toBe(0);
  });

  it('is left with the last target on it, which ends its alert', async () => {
    const { days, id } = await warned();
    const other = await days.add({ url: 'https://api.shop.test/' });
    await pauseTarget(systemContext(days.ports), id);
    expect(days.takeTold()).toEqual([]);
    expect(days.record.dueAt).not.toBeNull();
    await removeTarget(systemContext(days.ports), other);
    expect(days.takeTold()).toEqual(['resolved warning']);
    expect([...days.desk.alerts.values()]).toMatchObject([{ resolution: 'deleted' }]);
    expect(days.record).toMatchObject({ dueAt: null, warning: null });
    expect(days.targets.records.has(other)).toBe(false);
    await days.work(day(9));
    expect(days.lookups).toHaveLength(1);
  });

  it('keeps its pace over a pause, and tells no step again', async () => {
    const { days, id } = await warned();
    await pauseTarget(systemContext(days.ports), id);
    expect(days.takeTold()).toEqual(['resolved warning']);
    days.now = day(0.5);
    await resumeTarget(systemContext(days.ports), id);
    expect(days.desk.open()).toMatchObject([{ kind: 'domain', targetId: id, severity: 'warning' }]);
    await days.work(day(0.9));
    expect(days.takeTold()).toEqual([]);
    expect(days.lookups).toHaveLength(1);
    await days.work(day(1.1));
    expect(days.lookups).toHaveLength(2);
  });

  it('stands again after a pause, is told of no second time, and ends without a word', async () => {
    const { days, id } = await warned();
    for (let i = 0; i < 2; i++) {
      await pauseTarget(systemContext(days.ports), id);
      expect(days.desk.open()).toEqual([]);
      await resumeTarget(systemContext(days.ports), id);
      expect(days.desk.open()).toHaveLength(1);
    }
    expect(days.takeTold()).toEqual(['resolved warning']);
    await days.lookUp(day(2), ends(372));
    expect(days.desk.open()).toEqual([]);
    expect(days.takeTold()).toEqual([]);
    expect([...days.desk.alerts.values()].at(-1)).toMatchObject({ resolution: 'renewed' });
  });

  it('that somebody has taken on stays so over a pause', async () => {
    const { days, id } = await warned();
    days.desk.acknowledge(days.desk.open()[0]?.id ?? '', day(0.1));
    await pauseTarget(systemContext(days.ports), id);
    await resumeTarget(systemContext(days.ports), id);
    expect(days.desk.open()).toEqual([]);
    expect(days.takeTold()).toEqual(['resolved warning']);
  });

  it('that somebody has taken on stays so over any number of pauses', async () => {
    const { days, id } = await warned();
    days.desk.acknowledge(days.desk.open()[0]?.id ?? '', day(0.1));
    for (let i = 0; i < 3; i++) {
      await pauseTarget(systemContext(days.ports), id);
      await resumeTarget(systemContext(days.ports), id);
      expect(days.desk.open()).toEqual([]);
    }
    expect(days.takeTold()).toEqual(['resolved warning']);
    await days.work(day(4.1));
    expect(days.takeTold()).toEqual([]);
    await days.work(day(7.1));
    expect(days.takeTold()).toEqual(['opened critical']);
  });

  it('that somebody has taken on after its end was reached stays so over a pause', async () => {
    const { days, id } = await warned();
    await days.lookUp(day(8), ends(7));
    expect(days.takeTold()).toEqual(['reminder critical']);
    days.desk.acknowledge(days.desk.open()[0]?.id ?? '', day(8.1));
    await pauseTarget(systemContext(days.ports), id);
    await resumeTarget(systemContext(days.ports), id);
    expect(days.desk.open()).toEqual([]);
  });

  it('tells the next step after a pause, and another date', async () => {
    const { days, id } = await warned();
    await pauseTarget(systemContext(days.ports), id);
    await resumeTarget(systemContext(days.ports), id);
    days.takeTold();
    await days.work(day(4.1));
    expect(days.takeTold()).toEqual(['opened high']);
    await pauseTarget(systemContext(days.ports), id);
    days.takeTold();
    days.answer = () => ends(18);
    days.now = day(5);
    await resumeTarget(systemContext(days.ports), id);
    await days.lookUp(day(5.2), ends(18));
    expect(days.takeTold()).toEqual(['opened warning']);
  });

  it('tells a target that was added since a pause what is known, also when another was told', async () => {
    const { days, id } = await warned();
    await pauseTarget(systemContext(days.ports), id);
    days.takeTold();
    days.now = day(0.5);
    await days.add({ url: 'https://api.shop.test/' });
    expect(days.takeTold()).toEqual(['opened warning']);
    await resumeTarget(systemContext(days.ports), id);
    expect(days.takeTold()).toEqual([]);
  });

  it('moves with the url', async () => {
    const { days, id } = await warned();
    await updateTarget(systemContext(days.ports), { id, url: 'https://www.shop.test/' });
    expect(days.takeTold()).toEqual([]);
    await updateTarget(systemContext(days.ports), { id, url: 'https://other.test/' });
    expect(days.takeTold()).toEqual(['resolved warning']);
    expect(days.record.dueAt).toBeNull();
    expect(days.recordOf('other.test').dueAt).toEqual(day(0));
    await pauseTarget(systemContext(days.ports), id);
    await updateTarget(systemContext(days.ports), { id, url: 'https://third.test/' });
    expect(days.registrations.records.has('third.test')).toBe(false);
    await resumeTarget(systemContext(days.ports), id);
    expect(days.recordOf('third.test').dueAt).toEqual(day(0));
  });

  it('is judged anew at once when a threshold changes', async () => {
    const days = new RegistrationDays();
    const id = await days.add();
    days.answer = () => ends(20);
    await days.work();
    await updateTarget(systemContext(days.ports), { id, thresholds: { domainDays: 30 } });
    expect(days.takeTold()).toEqual(['opened warning']);
    await updateTarget(systemContext(days.ports), { id, thresholds: { domainDays: 14 } });
    expect(days.takeTold()).toEqual(['resolved warning']);
  });

  it('stays watched when a target comes while the last one goes', async () => {
    const { days, id } = await warned();
    const { store } = days.targets;
    let added = false;
    const onDomain = async (domain: string) => {
      const targets = await store.onDomain(domain);
      if (targets.length === 0 && !added) {
        added = true;
        await days.add({ url: 'https://late.shop.test/' });
      }
      return targets;
    };
    await pauseTarget(
      systemContext({ ...days.ports, targets: { ...days.ports.targets, onDomain } }),
      id,
    );
    expect(added).toBe(true);
    expect(days.record.dueAt).not.toBeNull();
    expect(days.desk.open()).toHaveLength(1);
  });
});

describe('targets that were stored before registrations were watched', () => {
  it('get the watches that they lack, paused ones without lookups', async () => {
    const days = new RegistrationDays();
    const old = days.keep({ url: 'https://shop.test/' });
    const paused = days.keep({ url: 'https://idle.test/', pausedAt: day(-3) });
    const local = days.keep({ url: 'http://printer.local/' });
    expect(await backfillDomains(systemContext(days.ports))).toBe(3);
    expect(days.targets.records.get(old)).toMatchObject({
      domain: 'shop.test',
      certificate: { dueAt: day(0) },
      intents: [],
    });
    expect(days.targets.records.get(paused)).toMatchObject({
      domain: 'idle.test',
      certificate: { dueAt: null },
    });
    expect(days.targets.records.get(local)).toMatchObject({ domain: null, certificate: null });
    expect([...days.registrations.records.keys()]).toEqual(['shop.test']);
    expect(await backfillDomains(systemContext(days.ports))).toBe(0);
  });
});

describe('targets that older versions stored on a suffix with a registry of its own', () => {
  const suffix = 'uk.test';

  async function stored() {
    const days = new RegistrationDays();
    const ids = ['https://shop.uk.test/', 'https://www.shop.uk.test/', 'https://uk.test/'].map(
      (url) => days.keep({ url, domain: suffix }),
    );
    days.targets.undecided.clear();
    await days.ports.registrations.watch(suffix, day(0));
    days.ports.domainOf = (url) => {
      const { hostname } = new URL(url);
      const domain = hostname === suffix ? suffix : `${hostname.split('.').at(-3)}.${suffix}`;
      return { kind: 'domain', domain };
    };
    const domains = () => ids.map((id) => days.targets.records.get(id)?.domain);
    return { days, ids, domains };
  }

  it('get the domain below it, which is looked up', async () => {
    const { days, domains } = await stored();
    expect(await backfillDomains(systemContext(days.ports), [suffix, 'us.test'])).toBe(2);
    expect(domains()).toEqual(['shop.uk.test', 'shop.uk.test', suffix]);
    expect(days.recordOf('shop.uk.test').dueAt).toEqual(day(0));
    expect(days.recordOf(suffix).dueAt).not.toBeNull();
    expect(await backfillDomains(systemContext(days.ports), [suffix, 'us.test'])).toBe(0);
  });

  it('let go of the suffix when nobody else is on it', async () => {
    const { days, ids } = await stored();
    await removeTarget(systemContext(days.ports), ids[2] ?? '');
    await backfillDomains(systemContext(days.ports), [suffix]);
    expect(days.recordOf(suffix).dueAt).toBeNull();
  });
});
