import type { CertificateReading, ExpiryPlace, ListExpiries, TargetRecord } from '@app/domain';
import { startedWatches } from '@app/domain/check-kinds';
import { describe, expect, it } from 'vitest';
import { leaf, evidence } from '@app/domain/testing';
import { systemContext } from '../context.ts';
import { setManualExpiry } from '../registrations/set-manual-expiry.ts';
import { day, RegistrationDays, ends, failed } from '../testing/registration-days.ts';
import { expiriesForCalendar } from './expiries-for-calendar.ts';
import { listExpiries, listExpiryChoices } from './list-expiries.ts';

const hex = (number: number): string => number.toString(16).padStart(24, '0');

/** The certificates of these targets, by their end as the store keeps them. */
const storeOf =
  (targets: TargetRecord[]) => (query: { after: ExpiryPlace | null; limit: number }) => {
    const keyOf = (end: Date, id: string): string => `${end.toISOString()} ${id}`;
    const after = query.after && keyOf(query.after.expiresAt, query.after.id);
    const found = targets
      .map((target) => ({ target, key: keyOf(endOf(target), target.id) }))
      .filter(({ key }) => after === null || key > after)
      .sort((a, b) => (a.key < b.key ? -1 : 1));
    return Promise.resolve(found.slice(0, query.limit).map(({ target }) => target));
  };

const endOf = ({ certificate }: TargetRecord): Date => certificate!.reading!.evidence.leaf.validTo;

const reading = (end: number): CertificateReading => ({
  at: day(0),
  address: '192.0.2.1',
  findings: [],
  evidence: evidence({ issuers: [], leaf: leaf({ validFrom: day(end - 30), validTo: day(end) }) }),
});

/** Targets whose certificates and domains end on these days. */
async function monitor(certificates: number[], domains: number[]) {
  const days = new RegistrationDays();
  for (const [i, end] of domains.entries()) {
    await days.add({ url: `http://d${i}.test/`, name: `Target ${i}` });
    await days.add({ url: `http://www.d${i}.test/` });
    days.answer = () => ends(end);
    await days.work();
  }
  const targets = certificates.map((end, i) => {
    const url = `https://c${i}.test:8443/`;
    const id = days.keep({ id: hex(i + 1), url, name: `Secure ${i}` });
    const watch = startedWatches(url, day(0)).certificate!;
    return { ...days.targets.records.get(id)!, certificate: { ...watch, reading: reading(end) } };
  });
  const ports = { ...days.ports, targets: { ...days.ports.targets, expiring: storeOf(targets) } };
  return { days, ports };
}

describe('the list of what expires', () => {
  it('shows what ends first first, with its date, source and targets', async () => {
    const { ports } = await monitor([20], [5]);
    expect((await listExpiries(systemContext(ports), {})).items).toEqual([
      {
        kind: 'domain',
        name: 'd0.test',
        targetId: expect.any(String),
        targetName: 'Target 0',
        targets: 2,
        tld: 'test',
        registrar: 'Sample Registrar',
        tags: [],
        changedAt: expect.any(Date),
        expiresAt: day(5),
        daysLeft: 5,
        thresholdDays: 14,
        standing: 'ok',
        source: 'rdap',
      },
      {
        kind: 'certificate',
        name: 'c0.test:8443',
        targetId: hex(1),
        targetName: 'Secure 0',
        targets: 1,
        tld: 'test',
        registrar: null,
        tags: [],
        changedAt: expect.any(Date),
        expiresAt: day(20),
        daysLeft: 20,
        // A third of its lifetime of 30 days.
        thresholdDays: 10,
        standing: null,
        source: 'certificate',
      },
    ]);
  });

  it.each([1, 2, 3, 7, 50])(
    'is the same in pages of %d, also where ends are equal',
    async (limit) => {
      const { ports } = await monitor([9, 5, 5, 5, 30, 1], [5, 5, 9, 9, 2]);
      const names: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await listExpiries(systemContext(ports), {
          limit,
          ...(cursor ? { cursor } : {}),
        });
        expect(page.items.length).toBeLessThanOrEqual(limit);
        names.push(...page.items.map(({ name }) => name.split('.')[0]!));
        cursor = page.nextCursor ?? undefined;
      } while (cursor);
      expect(names.join(' ')).toBe('c5 d4 c1 c2 c3 d0 d1 c0 d2 d3 c4');
    },
  );

  it('knows when a date was typed in', async () => {
    const { days, ports } = await monitor([], []);
    await days.add({ url: 'http://typed.test/' });
    days.answer = () => failed('unsupported');
    await days.work();
    days.now = day(3);
    await setManualExpiry(systemContext(days.ports), { name: 'typed.test', expiresAt: day(40) });
    expect((await listExpiries(systemContext(ports), {})).items).toMatchObject([
      { source: 'manual', changedAt: day(3) },
    ]);
  });

  it('is filtered and sorted, in pages', async () => {
    const { ports } = await monitor([9, 5], [7, 2, 30]);
    const names = async (input: ListExpiries) =>
      (await listExpiries(systemContext(ports), input)).items
        .map(({ name }) => name.split('.')[0])
        .join(' ');
    expect(await names({ kind: 'domain' })).toBe('d1 d0 d2');
    expect(await names({ registrar: 'sample registrar' })).toBe('d1 d0 d2');
    expect(await names({ tld: '.TEST', sort: 'name' })).toBe('c0 c1 d0 d1 d2');
    expect(await names({ sort: 'registrar' })).toBe('d1 d0 d2 c1 c0');
    expect(await names({ tag: 'none' })).toBe('');
    const first = await listExpiries(systemContext(ports), { sort: 'name', limit: 3 });
    const cursor = first.nextCursor ?? '';
    expect(await names({ sort: 'name', limit: 3, cursor })).toBe('d1 d2');
    expect(await listExpiryChoices(systemContext(ports))).toEqual({
      registrars: ['Sample Registrar'],
      tlds: ['test'],
      tags: [],
    });
  });

  it('refuses a cursor of another list', async () => {
    const { ports } = await monitor([], []);
    for (const cursor of ['', 'x', `${day(1).toISOString()} certificate x`, '2026 domain a b']) {
      await expect(listExpiries(systemContext(ports), { cursor })).rejects.toMatchObject({
        code: 'invalid',
        field: 'cursor',
      });
      await expect(
        listExpiries(systemContext(ports), { cursor, sort: 'tld' }),
      ).rejects.toMatchObject({
        code: 'invalid',
      });
    }
  });
});

describe('the calendar', () => {
  it('holds what has ended and what ends within 400 days', async () => {
    const { ports } = await monitor([-2, 400, 401], [300]);
    const items = await expiriesForCalendar(systemContext(ports));
    expect(items.map(({ name }) => name)).toEqual(['c0.test:8443', 'd0.test', 'c1.test:8443']);
  });

  it('holds 2,000 entries at most, over all pages', async () => {
    const ends = Array.from({ length: 2_300 }, (_, i) => 1 + (i % 300));
    const { ports } = await monitor(ends, [5]);
    const items = await expiriesForCalendar(systemContext(ports));
    expect(items).toHaveLength(2_000);
    expect(new Set(items.map(({ name }) => name)).size).toBe(2_000);
  });
});
