import { evidence, issuer, leaf } from '@app/domain/testing';
import { CERTIFICATE_CHECK, type TargetRecord } from '@app/domain';
import { describe, expect, it } from 'vitest';
import { newId } from '../common/ids.ts';
import type { Context } from './context.ts';
import { at, aTarget, aWatch, T0 } from './fixtures.ts';

const DAY = 86_400;

/** A watch of a certificate that ends in so many days. */
const endsIn = (days: number) => {
  const shown = evidence({ leaf: leaf({ validTo: at(days * DAY) }) });
  return aWatch({ reading: { at: at(-5), address: null, evidence: shown, findings: [] } });
};

const ending = (days: number, fields: Partial<TargetRecord> = {}): TargetRecord =>
  aTarget({ certificate: endsIn(days), ...fields });

export const targetExpiringContract = (context: Context) =>
  describe('targets: ends of certificates', () => {
    const store = () => context().stores.targets;
    const insertAll = async (...targets: TargetRecord[]) => {
      for (const one of targets) await store().insert(one, { unique: true });
    };
    const expiring = async () =>
      (await store().expiring({ after: null, limit: 100 })).map(({ id }) => id);

    it('lists what ends first first, place by place, equal ends by id', async () => {
      const same = [ending(5), ending(5), ending(5)];
      const [first, last] = [ending(-3), ending(90)];
      const order = [first, ...same.sort((a, b) => (a.id < b.id ? -1 : 1)), last];
      await insertAll(...order.toReversed());
      const ends = new Map(
        order.map(({ id, certificate }) => [id, certificate?.reading?.evidence.leaf.validTo]),
      );
      for (const limit of [1, 2, 10]) {
        const read: string[] = [];
        for (;;) {
          const last = read.at(-1);
          const expiresAt = ends.get(last ?? '');
          const after = last && expiresAt ? { expiresAt, id: last } : null;
          const page = await store().expiring({ after, limit });
          expect(page.length).toBeLessThanOrEqual(limit);
          if (page.length === 0) break;
          read.push(...page.map(({ id }) => id));
        }
        expect(read).toEqual(order.map(({ id }) => id));
      }
    });

    it('leaves out what is not checked, not read, or has no certificate', async () => {
      const target = ending(5);
      const removed = ending(5);
      const paused = aTarget({ certificate: { ...endsIn(5), dueAt: null } });
      const unread = aTarget({ certificate: aWatch({ reading: null }) });
      await insertAll(target, removed, paused, unread, aTarget());
      await store().change(removed.id, 1, { removedAt: T0 });
      expect(await store().expiring({ after: null, limit: 10 })).toEqual([target]);
    });

    it('counts the first certificate of the chain that ends', async () => {
      const shown = evidence({
        leaf: leaf({ validTo: at(90 * DAY) }),
        issuers: [issuer({ validTo: at(9 * DAY) })],
      });
      const reading = { at: T0, address: null, evidence: shown, findings: [] };
      const target = aTarget({ certificate: aWatch({ reading }) });
      const [before, after] = [ending(8), ending(10)];
      await insertAll(target, after, before);
      expect(await expiring()).toEqual([before.id, target.id, after.id]);
    });

    it('follows each write of the certificate', async () => {
      const target = ending(5);
      const other = aTarget({ certificate: { ...endsIn(30), dueAt: at(9) } });
      await insertAll(target, other);
      const lease = { token: newId(), until: at(60) };
      await store().claimWatches(CERTIFICATE_CHECK, { now: T0, limit: 1, lease });
      expect(await expiring()).toEqual([target.id, other.id]);
      const held = { id: target.id, token: lease.token };
      const renewed = { state: { ...endsIn(90), dueAt: at(DAY) }, effects: [] };
      expect(await store().recordWatch(CERTIFICATE_CHECK, held, renewed)).toBe(true);
      expect(await expiring()).toEqual([other.id, target.id]);

      await store().change(other.id, 1, { certificate: { ...endsIn(30), dueAt: null } });
      expect(await expiring()).toEqual([target.id]);
      await store().change(other.id, 2, { certificate: endsIn(30) });
      expect(await expiring()).toEqual([other.id, target.id]);
      await store().change(target.id, 2, { certificate: null });
      await store().change(other.id, 3, { name: 'other' });
      expect(await expiring()).toEqual([other.id]);
    });

    it('hides the certificate of a target that is stored but not revealed yet', async () => {
      const [first, second] = [ending(5, { urlKey: 'k' }), ending(5, { urlKey: 'k' })];
      await insertAll(first, second);
      expect(await expiring()).toEqual([first.id]);
      const wanted = ending(7, { urlKey: 'k' });
      await store().insert(wanted, { unique: false });
      expect(await expiring()).toEqual([first.id, wanted.id]);
    });
  });
