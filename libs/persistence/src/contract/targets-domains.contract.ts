import { DEFAULT_ALERTING, type TargetRecord } from '@app/domain';
import { describe, expect, it } from 'vitest';
import { newId, toObjectId, toObjectIds } from '../common/ids.ts';
import type { Context } from './context.ts';
import { anOpenIntent, at, aTarget, T0 } from './fixtures.ts';

export const targetDomainsContract = (context: Context) =>
  describe('targets: domains', () => {
    const store = () => context().stores.targets;
    const insertAll = async (...targets: TargetRecord[]) => {
      for (const one of targets) await store().insert(one, { unique: true });
    };

    it('gives back the domain and what has to follow from it', async () => {
      const target = aTarget({
        domain: 'shop.example',
        intents: [
          { id: newId(), type: 'watch-domain', domain: 'shop.example' },
          { id: newId(), type: 'watch-certificate', origin: 'https://shop.example' },
          { id: newId(), type: 'show-status' },
          {
            id: newId(),
            type: 'leave-domain',
            domain: 'old.example',
            resolution: 'deleted',
            at: T0,
          },
        ],
      });
      await insertAll(target);
      expect(await store().get(target.id)).toEqual(target);
      await store().change(target.id, 1, { domain: null });
      expect(await store().get(target.id)).toMatchObject({ domain: null });
    });

    it('lists the targets on a domain that are checked, oldest first', async () => {
      const domain = 'shop.example';
      const alerting = { ...DEFAULT_ALERTING, channelIds: [newId()] };
      const watching = { records: ['A' as const], notify: true };
      const young = aTarget({ domain, createdAt: at(5), dnsWatch: watching });
      const old = aTarget({ domain, createdAt: at(-5), alerting, intents: [anOpenIntent()] });
      const removed = aTarget({ domain });
      await insertAll(young, old, removed, aTarget(), aTarget({ domain: 'other.example' }));
      await insertAll(aTarget({ domain, pausedAt: T0 }));
      await store().change(removed.id, 1, { removedAt: T0 });
      expect(await store().onDomain(domain)).toEqual(
        [old, young].map(
          ({ id, url, name, tags, thresholds, alerting: told, dnsWatch, createdAt, state }) => ({
            id,
            url,
            name,
            tags,
            thresholds,
            alerting: told,
            dnsWatch,
            createdAt,
            state,
          }),
        ),
      );
      expect(await store().onDomain('none.example')).toEqual([]);
    });

    it('finds the targets on many domains at once, oldest first on each', async () => {
      const young = aTarget({ domain: 'shop.example', createdAt: at(1) });
      const old = aTarget({ domain: 'shop.example', createdAt: at(0) });
      const alone = aTarget({ domain: 'other.example' });
      await insertAll(young, old, alone, aTarget({ domain: 'third.example' }));
      const found = await store().onDomains(['shop.example', 'other.example', 'none.example']);
      expect(
        [...found].map(([domain, targets]) => [domain, targets.map(({ id }) => id)]).sort(),
      ).toEqual([
        ['other.example', [alone.id]],
        ['shop.example', [old.id, young.id]],
      ]);
    });

    it('names the targets on domains, paused ones too, up to a number', async () => {
      const [old, young] = [at(0), at(5)].map((createdAt) =>
        aTarget({ domain: 'shop.example', createdAt }),
      ) as [TargetRecord, TargetRecord];
      const paused = aTarget({ domain: 'idle.example', pausedAt: T0 });
      const removed = aTarget({ domain: 'shop.example' });
      await insertAll(young, old, paused, removed, aTarget({ domain: 'other.example' }));
      await store().change(removed.id, 1, { removedAt: T0 });
      const domains = ['shop.example', 'idle.example', 'none.example'];
      expect(await store().idsOnDomains(domains, 10)).toEqual([paused.id, old.id, young.id]);
      expect(await store().idsOnDomains(domains, 2)).toEqual([paused.id, old.id]);
      expect(await store().idsOnDomains([], 10)).toEqual([]);
    });

    it('counts the targets on domains, paused ones too', async () => {
      const removed = aTarget({ domain: 'shop.example' });
      await insertAll(
        aTarget({ domain: 'shop.example' }),
        aTarget({ domain: 'shop.example', pausedAt: T0 }),
        removed,
        aTarget({ domain: 'other.example' }),
        aTarget({ domain: 'third.example' }),
        aTarget(),
      );
      await store().change(removed.id, 1, { removedAt: T0 });
      const domains = ['shop.example', 'other.example', 'none.example'];
      expect(await store().countOnDomains(domains)).toEqual(
        new Map([
          ['shop.example', 2],
          ['other.example', 1],
        ]),
      );
      expect(await store().countOnDomains([])).toEqual(new Map());
    });
  });

/** What no port shows: documents as older versions left them, and how a domain is kept. */
export const storedTargetDomainsContract = (context: Context) =>
  describe('targets: domains, stored data', () => {
    const store = () => context().stores.targets;
    const insertAll = async (...targets: TargetRecord[]) => {
      for (const one of targets) await store().insert(one, { unique: true });
    };

    /** Makes targets what they were before registrations were watched. */
    const forgetDomains = async (...targets: TargetRecord[]) => {
      await context()
        .connection.collection('targets')
        .updateMany(
          { _id: { $in: toObjectIds(targets.map(({ id }) => id)) } },
          { $unset: { domain: '' } },
        );
    };

    it('finds targets whose domain was never decided, apart from those that have none', async () => {
      const [old, older, removed, none] = [aTarget(), aTarget(), aTarget(), aTarget()];
      await insertAll(old, older, removed, none, aTarget({ domain: 'shop.example' }));
      expect(await store().withoutDomain(10)).toEqual([]);
      await forgetDomains(old, older, removed);
      await store().change(removed.id, 1, { removedAt: T0 });
      expect(new Set(await store().withoutDomain(10))).toEqual(new Set([old.id, older.id]));
      expect(await store().withoutDomain(1)).toHaveLength(1);
      expect(await store().get(old.id)).toEqual(old);

      await store().change(old.id, 1, { name: 'other' });
      await store().change(older.id, 1, { domain: null });
      expect(await store().withoutDomain(10)).toEqual([old.id]);
      await store().change(old.id, 2, { domain: 'shop.example' });
      expect(await store().withoutDomain(10)).toEqual([]);
    });

    it('has the domain of a wanted duplicate and of an edited url, too', async () => {
      const target = aTarget({ domain: 'shop.example' });
      await store().insert(target, { unique: false });
      const url = 'https://other.example/';
      await store().change(target.id, 1, { url, urlKey: url, domain: 'other.example' });
      const raw = await context()
        .connection.collection('targets')
        .findOne({ _id: toObjectId(target.id) });
      expect(raw).toMatchObject({ url, domain: 'other.example' });
    });
  });
