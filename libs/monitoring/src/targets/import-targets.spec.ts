import { AppError, MAX_IMPORTED, type ImportTargets } from '@app/domain';
import { describe, expect, it } from 'vitest';
import { systemContext } from '../context.ts';
import { RegistrationDays } from '../testing/registration-days.ts';
import { importTargets } from './import-targets.ts';

async function imported(input: ImportTargets, days = new RegistrationDays()) {
  const { items, counts } = await importTargets(systemContext(days.ports), input);
  const lines = items.map((one) =>
    'target' in one
      ? `${one.line} ${one.outcome} ${one.target.url}`
      : `${one.line} ${one.outcome}: ${one.message}`,
  );
  const stored = [...days.targets.records.values()].map(({ url }) => url);
  return { days, items, counts, lines, stored };
}

describe('the import of a plain list', () => {
  const text = 'shop.test\nhttps://www.other.test/\n# no more\nshop.test\n';

  it('adds domains and web sites, each once, with a verdict for each line', async () => {
    const { lines, counts, stored, days } = await imported({ text, tags: ['mine'] });
    expect(lines).toEqual([
      '1 created domain:shop.test',
      '2 created https://www.other.test/',
      '4 duplicate-in-list: The same as line 1.',
    ]);
    expect(counts).toEqual({ created: 2, exists: 0, invalid: 0, 'duplicate-in-list': 1 });
    expect(stored).toEqual(['domain:shop.test', 'https://www.other.test/']);
    expect([...days.targets.records.values()].map(({ tags }) => tags)).toEqual([
      ['mine'],
      ['mine'],
    ]);
    expect(days.record.dueAt).not.toBeNull();
  });

  it('names what is watched already', async () => {
    const { days } = await imported({ text });
    const [first] = days.targets.records.keys();
    const again = await imported({ text: 'shop.test\nnew.test' }, days);
    expect(again.lines).toEqual(['1 exists domain:shop.test', '2 created domain:new.test']);
    expect(again.items[0]).toMatchObject({ target: { id: first } });
  });

  it('stores nothing while it only tries', async () => {
    const { lines, items, stored, days } = await imported({ text, dryRun: true });
    expect(lines).toHaveLength(3);
    expect(items[0]).toMatchObject({
      outcome: 'created',
      target: { id: null, name: 'domain:shop.test' },
    });
    expect(stored).toEqual([]);
    expect(days.registrations.records.size).toBe(0);
  });

  it('gives names and tags that the list has, and says so before', async () => {
    const named = 'https://a.test/, Shop, prod\nhttps://b.test/\n';
    const tried = await imported({ text: named, tags: ['mine'], dryRun: true });
    expect(tried.items[0]).toMatchObject({ target: { name: 'Shop', tags: ['mine', 'prod'] } });
    const { days } = await imported({ text: named, tags: ['mine'] });
    const stored = [...days.targets.records.values()].map(({ name, tags }) => ({ name, tags }));
    expect(stored).toEqual([
      { name: 'Shop', tags: ['mine', 'prod'] },
      { name: 'https://b.test/', tags: ['mine'] },
    ]);
  });

  it('says which line has a name or a tag that cannot be used', async () => {
    const text = `https://a.test/,${'n'.repeat(300)}\nhttps://b.test/,B,${'t'.repeat(60)}\nhttps://c.test/`;
    const { items } = await imported({ text });
    expect(items.map(({ outcome }) => outcome)).toEqual(['invalid', 'invalid', 'created']);
    for (const one of items.slice(0, 2)) {
      expect('message' in one && one.message).toMatch(/characters/);
    }
  });

  it.each([
    ['domain' as const, 'https://www.shop.test/a', 'domain:shop.test'],
    ['domain' as const, 'shop.test', 'domain:shop.test'],
    ['site' as const, 'shop.test', 'https://shop.test'],
    ['site' as const, 'http://shop.test/', 'http://shop.test/'],
    ['site' as const, 'domain:shop.test', 'domain:shop.test'],
    [undefined, 'shop.test', 'domain:shop.test'],
    [undefined, 'http://shop.test/', 'http://shop.test/'],
  ])('reads as %s: %s', async (kind, entry, url) => {
    const { stored } = await imported({ text: entry, ...(kind ? { kind } : {}) });
    expect(stored).toEqual([url]);
  });

  it('says what is wrong with an entry, and adds the others', async () => {
    const days = new RegistrationDays();
    const { judgeUrl } = days.ports;
    const refusal = { ok: false as const, reason: 'HOSTNAME', message: 'Check its spelling.' };
    days.ports.judgeUrl = (url) => (url.includes('bad') ? refusal : judgeUrl(url));
    const { lines } = await imported({ text: 'bad name\nshop.test' }, days);
    expect(lines).toEqual(['1 invalid: Check its spelling.', '2 created domain:shop.test']);
  });

  it('takes a thousand entries, and no more', async () => {
    const list = (count: number) =>
      Array.from({ length: count }, (_, index) => `d${index}.test`).join('\n');
    const { counts } = await imported({ text: list(MAX_IMPORTED), dryRun: true });
    expect(counts.created).toBe(MAX_IMPORTED);
    const refused = imported({ text: list(MAX_IMPORTED + 1) });
    await expect(refused).rejects.toThrow(AppError);
    await expect(refused).rejects.toThrow(/1001 entries\. Import at most 1000/);
  });

  it('goes on where somebody else is faster', async () => {
    const days = new RegistrationDays();
    const { insert, findByUrlKey } = days.targets.store;
    await imported({ text: 'shop.test' }, days);
    const [other] = days.targets.records.keys();
    let asked = 0;
    days.targets.store.findByUrlKey = async (key) => (asked++ === 0 ? null : findByUrlKey(key));
    days.targets.store.insert = async () => ({ conflictWith: other as never });
    const { lines } = await imported({ text: 'shop.test' }, days);
    expect(lines).toEqual(['1 exists domain:shop.test']);
    days.targets.store.insert = insert;
  });
});
