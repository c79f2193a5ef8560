import type { DnsWatch, RegistrationAnswer } from '@app/domain';
import { describe, expect, it } from 'vitest';
import { pauseTarget } from '../targets/pause-target.ts';
import { systemContext } from '../context.ts';
import { getRegistration } from './read-registration.ts';
import { day, DOMAIN, ends, RegistrationDays } from '../testing/registration-days.ts';

const TOLD: DnsWatch = { records: ['A'], notify: true };
const SILENT: DnsWatch = { records: ['A'], notify: false };

/** A service's word that a domain has these name servers. */
const servedBy = (source: 'rdap' | 'whois', ...nameServers: string[]) =>
  ({ ...ends(365), source, nameServers }) as RegistrationAnswer;

/** A monitor whose names have an address, which may change. */
class Names extends RegistrationDays {
  address: string | null = '192.0.2.1';
  readonly asked: string[] = [];
  override records: RegistrationDays['records'] = ({ name, record }) => {
    this.asked.push(`${record} ${name}`);
    return this.address === null ? null : [this.address];
  };

  /** Looks the domain up on some days in a row. */
  async days(from: number, to: number): Promise<void> {
    for (let at = from; at <= to; at++) await this.lookUp(day(at), ends(365));
  }
}

async function watched(
  ...watches: (DnsWatch | undefined)[]
): Promise<{ names: Names; ids: string[] }> {
  const names = new Names();
  const ids: string[] = [];
  for (const [index, dnsWatch] of watches.entries()) {
    const url = `https://host${index}.${DOMAIN}/`;
    ids.push(await names.add({ url, name: `Shop ${index}`, ...(dnsWatch && { dnsWatch }) }));
  }
  return { names, ids };
}

const changesOf = async (names: Names): Promise<unknown[]> =>
  (await getRegistration(systemContext(names.ports), DOMAIN)).changes;

describe('records of the DNS', () => {
  it('are not asked for unless a target wants it', async () => {
    const { names } = await watched(undefined);
    await names.days(1, 3);
    expect(names.asked).toEqual([]);
    expect(names.record).not.toHaveProperty('records');
  });

  it('are asked for once a lookup, each once for all targets on a domain', async () => {
    const watch: DnsWatch = { records: ['A', 'AAAA', 'MX'], notify: false };
    const { names } = await watched(watch, watch);
    await names.add({ url: `https://host1.${DOMAIN}/other`, dnsWatch: watch });
    await names.add({ url: `domain:${DOMAIN}`, dnsWatch: { records: ['A'], notify: false } });
    await names.work(day(1));
    expect(names.asked.toSorted()).toEqual([
      'A host0.shop.test',
      'A host1.shop.test',
      'A shop.test',
      'AAAA host0.shop.test',
      'AAAA host1.shop.test',
      'MX shop.test',
    ]);
  });

  it('that change are in the history, and told to nobody who did not ask', async () => {
    const { names } = await watched(SILENT);
    await names.days(1, 4);
    names.address = '192.0.2.9';
    await names.days(5, 10);
    expect(await changesOf(names)).toEqual([
      {
        kind: 'records',
        name: 'host0.shop.test',
        record: 'A',
        added: ['192.0.2.9'],
        removed: ['192.0.2.1'],
        at: day(6),
      },
    ]);
    expect(names.takeTold()).toEqual([]);
  });

  it('that change are told once to the target that asks for it, by an alert that is over', async () => {
    const { names, ids } = await watched(SILENT, TOLD);
    await names.days(1, 4);
    names.address = '192.0.2.9';
    await names.days(5, 10);
    await names.reconcile();
    expect(names.takeTold()).toEqual(['opened info']);
    expect([...names.desk.alerts.values()]).toMatchObject([
      {
        kind: 'dns',
        targetId: ids[1],
        subject: ids[1],
        targetName: 'Shop 1',
        state: 'resolved',
        resolution: 'recovered',
        resolvedAt: day(6),
        cause: {
          is: 'records-changed',
          changes: [
            {
              name: 'host1.shop.test',
              record: 'A',
              added: ['192.0.2.9'],
              removed: ['192.0.2.1'],
            },
          ],
        },
      },
    ]);
    expect(names.record.intents).toEqual([]);
  });

  it('of its delegation that change are told at once to the targets that ask to be told', async () => {
    const { names, ids } = await watched(SILENT, { records: [], notify: true }, undefined);
    await names.days(1, 2);
    const moved = servedBy('rdap', 'ns1.test', 'ns9.test');
    await names.lookUp(day(3), moved);
    await names.lookUp(day(4), moved);
    await names.reconcile();
    expect(names.takeTold()).toEqual(['opened info']);
    expect([...names.desk.alerts.values()]).toMatchObject([
      {
        kind: 'dns',
        targetId: ids[1],
        state: 'resolved',
        cause: {
          is: 'records-changed',
          changes: [{ name: DOMAIN, record: 'NS', added: ['ns9.test'], removed: [] }],
        },
      },
    ]);
    expect(await changesOf(names)).toMatchObject([{ kind: 'name-servers', added: ['ns9.test'] }]);
  });

  it('of its delegation are not believed of a lesser service that says otherwise', async () => {
    const { names } = await watched({ records: [], notify: true });
    await names.days(1, 2);
    await names.lookUp(day(3), servedBy('whois', 'ns1.tes'));
    await names.days(4, 5);
    expect(names.takeTold()).toEqual([]);
    expect(await changesOf(names)).toEqual([]);
  });

  it('that change twice are told twice', async () => {
    const { names } = await watched(TOLD);
    await names.days(1, 4);
    names.address = '192.0.2.9';
    await names.days(5, 10);
    names.address = '192.0.2.1';
    await names.days(11, 16);
    expect(names.takeTold()).toEqual(['opened info', 'opened info']);
    expect(names.desk.open()).toEqual([]);
  });

  it('that cannot be asked for stay as they are', async () => {
    const { names } = await watched(TOLD);
    await names.days(1, 4);
    names.address = null;
    await names.days(5, 30);
    names.address = '192.0.2.1';
    await names.days(31, 34);
    expect(names.takeTold()).toEqual([]);
    expect(await changesOf(names)).toEqual([]);
  });

  it('are watched while the registry does not answer', async () => {
    const { names } = await watched(TOLD);
    await names.days(1, 4);
    names.address = '192.0.2.9';
    names.answer = () => new Error('a fault of ours');
    for (const at of [5, 6, 7]) {
      names.registrations.records.set(DOMAIN, { ...names.record, dueAt: day(at) });
      await names.work(day(at));
    }
    expect(names.takeTold()).toEqual(['opened info']);
  });

  it('are not asked for again within the hour', async () => {
    const { names } = await watched(TOLD);
    await names.days(1, 1);
    await names.lookUp(new Date(day(1).getTime() + 60_000), ends(365));
    expect(names.asked).toHaveLength(1);
  });

  it('are not told to a target that was paused before the message', async () => {
    const { names, ids } = await watched(TOLD, SILENT);
    await names.days(1, 4);
    names.address = '192.0.2.9';
    await names.days(5, 5);
    const insert = names.ports.alerts.insert.bind(names.ports.alerts);
    names.ports.alerts.insert = () => Promise.reject(new Error('the store is away'));
    await names.days(6, 6);
    names.ports.alerts.insert = insert;
    expect(names.record.intents).toMatchObject([{ type: 'open', kind: 'dns' }]);
    await pauseTarget(systemContext(names.ports), ids[0] ?? '');
    names.now = new Date(day(6).getTime() + 60_000);
    await names.reconcile();
    expect(names.record.intents).toEqual([]);
    expect(names.desk.alerts.size).toBe(0);
  });

  it('are forgotten when no target asks for them any more', async () => {
    const { names, ids } = await watched(SILENT, undefined);
    await names.days(1, 1);
    expect(names.record.records).toHaveLength(1);
    const target = names.targets.records.get(ids[0] ?? '');
    if (!target) throw new Error('The target is gone.');
    names.targets.records.set(target.id, { ...target, dnsWatch: { records: [], notify: false } });
    await names.days(2, 2);
    expect(names.record.records).toEqual([]);
  });
});
