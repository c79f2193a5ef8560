import type { Lease, Registration } from '@app/domain';
import { CHECK_KINDS } from '@app/domain/check-kinds';
import { describe, expect, it } from 'vitest';
import { newId } from '../common/ids.ts';
import { exactly, inParallel, storeRegistration, type Context } from './context.ts';
import { aRegistration, anOpenIntent, at, T0 } from './fixtures.ts';

const leaseUntil = (until: Date): Lease => ({ token: newId(), until });

export const registrationClaimsContract = (context: Context) =>
  describe('registrations: lookups', () => {
    const store = () => context().stores.registrations;
    const add = async (domain: string, dueAt: Date | null = T0) =>
      await storeRegistration(context(), domain, { dueAt });
    const claim = async ({ now = T0, limit = 100 } = {}) =>
      await store().claim({ now, limit, lease: leaseUntil(at(60)) });
    const claimOne = async () => {
      const [{ lease, ...record }] = exactly(await claim(), 1);
      if (!lease) throw new Error('The claim answered no lease.');
      return { record, lease };
    };

    it('claims what is due, earliest first, and no more than the limit', async () => {
      await add('b.example', at(-10));
      await add('soon.example', at(1));
      await add('gone.example', null);
      const first = await add('a.example', at(-20));
      await add('c.example', T0);
      const claimed = await claim({ limit: 2 });
      expect(claimed.map(({ registration }) => registration.domain)).toEqual([
        'a.example',
        'b.example',
      ]);
      expect(claimed[0]).toEqual({ ...first, lease: { ...claimed[0]?.lease, until: at(60) } });
      const rest = await claim();
      expect(rest.map(({ registration }) => registration.domain)).toEqual(['c.example']);
    });

    it('claims those due at one instant by their end, and first of all what has none yet', async () => {
      const ends = { far: at(90), near: at(-5), new: null, middle: at(30) };
      for (const [name, expiresAt] of Object.entries(ends)) {
        const domain = `${name}.example`;
        const registration = aRegistration(domain, { expiresAt });
        await storeRegistration(context(), domain, { dueAt: T0, registration });
      }
      const claimed = [...(await claim({ limit: 3 })), ...(await claim())];
      expect(claimed.map(({ registration }) => registration.domain)).toEqual(
        ['new', 'near', 'middle', 'far'].map((name) => `${name}.example`),
      );
    });

    it('counts the domains of a server, and those that end before one of them', async () => {
      const known = async (
        name: string,
        fields: Partial<Registration>,
        dueAt: Date | null = T0,
      ) => {
        const domain = `${name}.example`;
        const registration = aRegistration(domain, { server: 'rdap.one.example', ...fields });
        await storeRegistration(context(), domain, { dueAt, registration });
      };
      await known('a', { expiresAt: at(10) });
      await known('b', { expiresAt: at(20) });
      await known('c', { expiresAt: at(30) });
      await known('none', { expiresAt: null });
      await known('other', { expiresAt: at(1), server: 'rdap.two.example' });
      await known('gone', { expiresAt: at(1) }, null);
      const crowdAt = async (expiresAt: Date | null) =>
        await store().crowdAt('rdap.one.example', expiresAt);
      expect(await crowdAt(at(20))).toEqual({ domains: 4, nearer: 1 });
      expect(await crowdAt(at(90))).toEqual({ domains: 4, nearer: 3 });
      expect(await crowdAt(null)).toEqual({ domains: 4, nearer: 4 });
      expect(await store().crowdAt('rdap.three.example', T0)).toEqual({ domains: 0, nearer: 0 });
    });

    it('leaves what somebody holds until that lease ends', async () => {
      await add('shop.example');
      expect(await claim()).toHaveLength(1);
      expect(await claim({ now: at(59) })).toEqual([]);
      expect(await claim({ now: at(60) })).toHaveLength(1);
    });

    it('leaves what a worker holds for as long as one does', async () => {
      await add('shop.example');
      const lease = leaseUntil(at(CHECK_KINDS.domain.schedule.leaseMs / 1_000));
      expect(await store().claim({ now: T0, limit: 1, lease })).toHaveLength(1);
      expect(await claim()).toEqual([]);
    });

    it('gives each lookup to one of many claimers', async () => {
      for (let i = 0; i < 20; i++) await add(`d${i}.example`);
      const batches = await inParallel(10, () => claim({ limit: 4 }));
      const all = [...batches.flat(), ...(await claim())];
      expect(all).toHaveLength(20);
      expect(new Set(all.map(({ registration }) => registration.domain)).size).toBe(20);
    });

    it('gives leases back', async () => {
      await add('shop.example');
      const { lease } = await claimOne();
      await store().release([lease.token, newId()]);
      expect(await claim()).toHaveLength(1);
    });

    it('records an answer by a change that ends the lease, with what has to follow, once', async () => {
      const before = await add('shop.example');
      await claimOne();
      context().setNow(at(7));
      const change = {
        registration: aRegistration('shop.example'),
        dueAt: at(86_400),
        lease: null,
        intents: [anOpenIntent({ kind: 'domain' })],
      };
      const record = () => store().change('shop.example', before.version, change);
      expect(await record()).toBe(true);
      expect(await record()).toBe(false);
      expect(await store().get('shop.example')).toEqual({
        ...before,
        ...change,
        version: before.version + 1,
        updatedAt: at(7),
      });
    });

    it('tells whoever would let go of a domain that it is watched again', async () => {
      await add('shop.example');
      const { record, lease } = await claimOne();
      await store().watch('shop.example', at(5));
      const leave = { dueAt: null, lease: null };
      expect(await store().change('shop.example', record.version, leave)).toBe(false);
      expect(await store().get('shop.example')).toMatchObject({ dueAt: T0, lease });
    });
  });
