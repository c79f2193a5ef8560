import { initialState, type Status, type TargetRecord, type TargetSort } from '@app/domain';
import type { TargetFilter } from '@app/monitoring';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readAll, type Context } from './context.ts';
import { aCheck, at, aTarget, T0 } from './fixtures.ts';

const ALL: TargetFilter = {
  search: null,
  kind: null,
  tags: [],
  tagMatch: 'all',
  statuses: [],
  sort: 'worst',
  isReversed: false,
  cursor: null,
  limit: 100,
};

const withStatus = (status: Status, since: Date, fields: Partial<TargetRecord> = {}) =>
  aTarget({ state: { ...initialState(since), status }, ...fields });

const withLatency = (latencyMs: number | null) =>
  aTarget({
    lastCheck: { at: T0, outcome: 'ok', statusCode: 200, latencyMs, failure: null },
  });

/** What a search means, without any regular expression; unpaired surrogates are stored as U+FFFD. */
const holds = (text: string, search: string): boolean => {
  const plain = (value: string) => value.toWellFormed().toLowerCase().replaceAll('ς', 'σ');
  return plain(text).includes(plain(search));
};

export const targetListContract = (context: Context) =>
  describe('targets: lists', () => {
    const insertAll = async (targets: TargetRecord[]) => {
      for (const one of targets) await context().stores.targets.insert(one, { unique: true });
    };
    const listed = async (filter: Partial<TargetFilter>): Promise<string[]> => {
      const { items } = await context().stores.targets.list({ ...ALL, ...filter });
      return items.map(({ id }) => id);
    };

    it('shows the worst first, of these the oldest trouble first', async () => {
      const order = [
        withStatus('down', at(-50)),
        withStatus('down', at(-10)),
        withStatus('unknown', at(-100)),
        withStatus('degraded', T0),
        withStatus('pending', T0),
        withStatus('up', at(-9)),
        withStatus('paused', at(-99)),
      ];
      await insertAll(order.toReversed());
      expect(await listed({ sort: 'worst' })).toEqual(order.map(({ id }) => id));
    });

    it('holds web sites or domains only', async () => {
      const site = aTarget();
      const domain = aTarget({ url: 'domain:shop.example', urlKey: 'domain:shop.example' });
      await insertAll([site, domain]);
      expect(await listed({ kind: 'http' })).toEqual([site.id]);
      expect(await listed({ kind: 'domain' })).toEqual([domain.id]);
    });

    it('sorts by name whatever its case', async () => {
      const order = ['alpha', 'Beta', 'gamma', 'Ältere'].map((name) => aTarget({ name }));
      await insertAll(order.toReversed());
      expect(await listed({ sort: 'name' })).toEqual(order.map(({ id }) => id));
    });

    it('sorts by age and by latency', async () => {
      const byAge = [2, 1, 0].map((s) => aTarget({ createdAt: at(s) }));
      await insertAll(byAge);
      expect(await listed({ sort: 'newest' })).toEqual(byAge.map(({ id }) => id));
      const bySpeed = [900.5, 900, 0, null].map(withLatency);
      await insertAll(bySpeed.toReversed());
      const slowest = await listed({ sort: 'slowest' });
      expect(slowest.slice(0, 3)).toEqual(bySpeed.slice(0, 3).map(({ id }) => id));
    });

    it('sorts by uptime, the worst first and those without any last', async () => {
      const withHours = (...hours: [good: number, failed: number][]) =>
        aTarget({
          hours: hours.map(([good, failed], index) => ({
            ...{ hour: at((index + 1 - hours.length) * 3_600), good, failed },
            ...{ inconclusive: 0, timed: good, sumMs: good, maxMs: 1 },
          })),
        });
      const order = [
        withHours([0, 12]),
        withHours([11, 1], [1, 0]),
        withHours([12, 0], [120, 1]),
        withHours([12, 0], [1, 0]),
        aTarget(),
      ];
      await insertAll(order.toReversed());
      expect(await listed({ sort: 'uptime' })).toEqual(order.map(({ id }) => id));
    });

    it('follows a change of status, name and latency', async () => {
      const { targets } = context().stores;
      const [a, b] = [aTarget({ name: 'a' }), aTarget({ name: 'b' })];
      await insertAll([a, b]);
      await targets.change(b.id, 1, {
        name: 'A renamed',
        state: { ...initialState(T0), status: 'down' },
        lastCheck: { at: T0, outcome: 'ok', statusCode: 200, latencyMs: 5, failure: null },
      });
      for (const sort of ['worst', 'slowest'] as const) {
        expect(await listed({ sort })).toEqual([b.id, a.id]);
      }
      expect(await listed({ sort: 'name' })).toEqual([a.id, b.id]);
      expect(await listed({ search: 'a renamed' })).toEqual([b.id]);
      await targets.change(b.id, 2, { url: 'https://elsewhere.example/', urlKey: 'elsewhere' });
      expect(await listed({ search: 'ELSEWHERE' })).toEqual([b.id]);
      expect(await listed({ search: 'a renamed' })).toEqual([b.id]);
    });

    it('is read whole in the order of ids, some at a time', async () => {
      const { targets } = context().stores;
      const all = Array.from({ length: 5 }, (_, index) => aTarget({ createdAt: at(-index) }));
      for (const target of all) await targets.insert(target, { unique: false });
      await targets.insert(aTarget({ removedAt: T0 }), { unique: false });
      const ages = all
        .map(({ id, createdAt }) => ({ id, createdAt }))
        .sort((a, b) => (a.id < b.id ? -1 : 1));
      expect(await targets.ages(null, 3)).toEqual(ages.slice(0, 3));
      expect(await targets.ages(ages[2]?.id ?? '', 3)).toEqual(ages.slice(3));
    });

    it.each<TargetSort>(['worst', 'name', 'newest', 'slowest', 'uptime'])(
      'pages through %s without gap or repetition, ties included',
      async (sort) => {
        const targets = Array.from({ length: 17 }, (_, i) =>
          aTarget({
            name: `name ${i % 3}`,
            createdAt: at(i % 4),
            state: { ...initialState(at(i % 2)), status: i % 3 === 0 ? 'down' : 'up' },
            lastCheck: {
              at: T0,
              outcome: 'ok',
              statusCode: 200,
              latencyMs: i % 5 === 0 ? null : i % 5,
              failure: null,
            },
          }),
        );
        await insertAll(targets);
        const whole = await listed({ sort });
        const paged = await readAll((cursor) =>
          context().stores.targets.list({ ...ALL, sort, limit: 3, cursor: cursor ?? null }),
        );
        expect(paged.map(({ id }) => id)).toEqual(whole);
        expect(new Set(whole)).toEqual(new Set(targets.map(({ id }) => id)));
      },
    );

    it.each<TargetSort>(['worst', 'name', 'newest', 'slowest', 'uptime'])(
      'gives %s whole, as ids, and page by page from its other end',
      async (sort) => {
        await insertAll(Array.from({ length: 7 }, (_, i) => aTarget({ name: `name ${i % 3}` })));
        const { targets } = context().stores;
        const whole = await listed({ sort });
        const { cursor: _, limit: __, ...order } = ALL;
        expect(await targets.order({ ...order, sort })).toEqual(whole);
        const reversed = await readAll((cursor) =>
          targets.list({ ...ALL, sort, isReversed: true, limit: 2, cursor: cursor ?? null }),
        );
        expect(reversed.map(({ id }) => id)).toEqual(whole.toReversed());
        expect(await targets.order({ ...order, sort, isReversed: true })).toEqual(
          whole.toReversed(),
        );
      },
    );

    it('reads some targets as lists show them, and leaves out what is gone', async () => {
      const { targets } = context().stores;
      const [one, two] = [aTarget({ recent: [aCheck(T0)] }), aTarget()];
      const gone = aTarget({ removedAt: T0 });
      await insertAll([one, two, gone]);
      const read = await targets.listed([two.id, one.id, gone.id, 'f'.repeat(24)]);
      expect(new Set(read.map(({ id }) => id))).toEqual(new Set([one.id, two.id]));
      expect(read.find(({ id }) => id === one.id)).toEqual({ ...one, recent: [] });
    });

    it('counts targets by tag', async () => {
      const { targets } = context().stores;
      await insertAll([
        aTarget({ tags: ['b', 'a'] }),
        aTarget({ tags: ['a'] }),
        aTarget(),
        aTarget({ tags: ['gone'], removedAt: T0 }),
      ]);
      expect([...(await targets.tags())].sort()).toEqual([
        ['a', 2],
        ['b', 1],
      ]);
    });

    it('ends exactly at a full page', async () => {
      await insertAll([aTarget(), aTarget()]);
      const page = await context().stores.targets.list({ ...ALL, limit: 2 });
      expect(page.nextCursor).toBeNull();
      expect(page.items).toHaveLength(2);
    });

    it('leaves out the checks that targets carry', async () => {
      const target = aTarget({ recent: [aCheck(T0)] });
      await insertAll([target]);
      const { items } = await context().stores.targets.list(ALL);
      expect(items).toEqual([{ ...target, recent: [] }]);
    });

    it('searches names and urls as text, whatever the case', async () => {
      const named = aTarget({ name: 'Größe (test) [a] 100% a+b? c*d ^x$ y|z \\ {1}' });
      const other = aTarget({ name: 'other', url: 'https://shop.example/A.B/' });
      await insertAll([named, other]);
      for (const search of ['GRÖSSE'.replace('SS', 'ß'), '(test) [A]', 'a+b? c*d ^x$ y|z \\ {1}']) {
        expect(await listed({ search })).toEqual([named.id]);
      }
      expect(await listed({ search: 'SHOP.example/a.b' })).toEqual([other.id]);
      expect(await listed({ search: 'shopXexample' })).toEqual([]);
      expect(await listed({ search: '.*' })).toEqual([]);
    });

    it('finds any part of a name as text, whatever characters it has', async () => {
      const { targets } = context().stores;
      const printable = Array.from({ length: 0x7f - 0x20 }, (_, i) =>
        String.fromCodePoint(0x20 + i),
      );
      const special = [
        'ß',
        'ẞ',
        'İ',
        'Ω',
        'Σ',
        'ς',
        'σ',
        'ﬁ',
        'é',
        '😀',
        'Ж',
        '東',
        '\0',
        '\u2028',
      ];
      const unit = fc.oneof(
        fc.constantFrom(...printable, ...special),
        fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }),
      );
      const text = fc.array(unit, { minLength: 1, maxLength: 12 }).map((units) => units.join(''));
      const cases = fc.sample(fc.tuple(text, text, fc.nat(), fc.nat()), { numRuns: 150, seed: 13 });
      const names = [...cases.map(([name]) => name), printable.join(''), 'my-shop', 'ΟΔΟΣ ΟΔΟΣΑ'];
      const records = names.map((name) => aTarget({ name, url: 'https://one.test/' }));
      for (const record of records) await targets.insert(record, { unique: false });
      const parts = cases.map(([name, , from, length]) => {
        const start = from % name.length;
        return name.slice(start, start + 1 + (length % name.length));
      });
      const searches = [...printable, ...special, ...parts, ...cases.map(([, other]) => other)];
      for (const search of [...searches, 'MY-SHOP', 'y-s', 'οδοσ', 'ΟΔΟΣ']) {
        const expected = records.filter(({ name, url }) => holds(`${name}\n${url}`, search));
        const found = await listed({ search, sort: 'name', limit: 500 });
        expect(found.sort(), JSON.stringify(search)).toEqual(expected.map(({ id }) => id).sort());
      }
    });

    it('filters by all tags and any status', async () => {
      const [both, one, none] = [
        withStatus('up', T0, { tags: ['a', 'b'] }),
        withStatus('down', T0, { tags: ['a'] }),
        withStatus('paused', T0),
      ];
      await insertAll([both, one, none]);
      expect(await listed({ tags: ['a'] })).toEqual([one.id, both.id]);
      expect(await listed({ tags: ['b', 'a'] })).toEqual([both.id]);
      expect(await listed({ tags: ['b', 'x'], tagMatch: 'any' })).toEqual([both.id]);
      expect(await listed({ tags: ['b', 'a'], tagMatch: 'any' })).toEqual([one.id, both.id]);
      expect(await listed({ statuses: ['up', 'paused'] })).toEqual([both.id, none.id]);
      expect(await listed({ statuses: ['down'], tags: ['b'] })).toEqual([]);
      const paged = await readAll((cursor) =>
        context().stores.targets.list({
          ...ALL,
          statuses: ['up', 'paused', 'down'],
          limit: 1,
          cursor: cursor ?? null,
        }),
      );
      expect(paged.map(({ id }) => id)).toEqual([one.id, both.id, none.id]);
    });

    it('refuses a cursor that it has not written', async () => {
      const { targets } = context().stores;
      await insertAll([aTarget(), aTarget()]);
      const { nextCursor } = await targets.list({ ...ALL, sort: 'name', limit: 1 });
      const turned = await targets.list({ ...ALL, isReversed: true, limit: 1 });
      const forged = [
        '',
        'x',
        '%%%',
        turned.nextCursor ?? '',
        Buffer.from('[1,2]').toString('base64url'),
        nextCursor,
      ];
      for (const cursor of forged) {
        await expect(targets.list({ ...ALL, sort: 'worst', cursor })).rejects.toMatchObject({
          code: 'invalid',
          field: 'cursor',
        });
      }
    });

    it('counts by status', async () => {
      const { targets } = context().stores;
      const none = { all: 0, pending: 0, up: 0, degraded: 0, down: 0, unknown: 0, paused: 0 };
      expect(await targets.counts()).toEqual(none);
      await insertAll([withStatus('up', T0), withStatus('up', T0), withStatus('down', T0)]);
      expect(await targets.counts()).toEqual({ ...none, all: 3, up: 2, down: 1 });
    });
  });
