import { type Check } from '@app/domain';
import { hourFromChecks, joinHours } from '@app/domain/history';
import { mongo } from 'mongoose';
import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { newId } from '../common/ids.ts';
import { toCheckDocument } from '../results/check-mapping.ts';
import { hourId, hourNumber, oldBucketId } from '../results/ids.ts';
import { inParallel, type Context } from './context.ts';
import { aCheck, at, T0 } from './fixtures.ts';
import { append, checksOf, FOREVER, series } from './result-fixtures.ts';

const FAILURE = {
  class: 'tls',
  code: 'CERT_EXPIRED',
  fact: { is: 'certificate', host: 'shop.example', until: at(-86_400) },
} as const;

const failed = (slot: Date): Check =>
  aCheck(slot, {
    outcome: 'failed',
    statusCode: null,
    latencyMs: null,
    failure: FAILURE,
    attempts: 2,
    tries: [
      { afterMs: 0, failure: null, statusCode: 503, durationMs: 9, address: null },
      { afterMs: 50, failure: null, statusCode: null, durationMs: 9, address: '192.0.2.1' },
    ],
  });

const DAY = 86_400;

export const daysOfResultsContract = (context: Context) =>
  describe('days of results', () => {
    const day = new Date('2026-03-01T00:00:00Z');
    const checks = [...series(-7_200, 7_200), failed(at(7_201)), failed(at(7_500))];
    const collection = (name: string) => context().connection.collection<{ _id: string }>(name);
    const counts = async () =>
      await Promise.all(['history', 'evidence'].map((name) => collection(name).countDocuments()));

    it('are open until their hours are one, oldest first', async () => {
      const { results } = context().stores;
      const [one, other] = ['aaaaaaaaaaaaaaaaaaaaaaa1', 'aaaaaaaaaaaaaaaaaaaaaaa2'];
      await append(results, one, checks);
      await append(results, other, series(-DAY, -DAY + 600));
      const yesterday = new Date(day.getTime() - DAY * 1_000);
      expect(await results.openDays(at(DAY), 100)).toEqual([
        { targetId: other, day: yesterday },
        { targetId: one, day },
      ]);
      expect(await results.openDays(at(-7_200), 100)).toEqual([
        { targetId: other, day: yesterday },
      ]);
      expect(await results.openDays(at(DAY), 1)).toHaveLength(1);
      const apart = { targetId: other, day: yesterday };
      expect(await results.openDays(at(DAY), 1, [apart])).toEqual([{ targetId: one, day }]);
      expect(await results.openDays(at(DAY), 9, [apart, { targetId: one, day }])).toEqual([]);
      await results.closeDay({ targetId: one, day });
      expect(await results.openDays(at(DAY), 100)).toEqual([{ targetId: other, day: yesterday }]);
    });

    it('read the same before and after, with the evidence of their failures', async () => {
      const { results } = context().stores;
      const id = newId();
      await append(results, id, checks);
      const before = await checksOf(results, id, ...FOREVER);
      expect(before).toEqual(checks);
      for (let time = 0; time < 2; time++) await results.closeDay({ targetId: id, day });
      expect(await counts()).toEqual([1, 1]);
      expect(await checksOf(results, id, ...FOREVER)).toEqual(checks);
      expect(await checksOf(results, id, T0, at(7_202))).toEqual(checks.slice(24, 49));
      expect(await results.newest(id, 3, FOREVER[1])).toEqual(checks.slice(-3).reverse());
    });

    it.each([
      ['damaged', new Uint8Array([7, 7, 7])],
      ['of a newer version', new Uint8Array(deflateRawSync(new Uint8Array([250, 1])))],
    ])('are read where their evidence is %s, but for that', async (_what, bytes) => {
      const { results } = context().stores;
      const id = newId();
      await append(results, id, checks);
      await results.closeDay({ targetId: id, day });
      const bad = { $set: { c: [new mongo.Binary(bytes)] } };
      await collection('evidence').updateMany({}, bad);
      const read = await checksOf(results, id, ...FOREVER);
      expect(read.map(({ slot }) => slot)).toEqual(checks.map(({ slot }) => slot));
      expect(read.at(-1)?.failure).toMatchObject({ class: 'tls', code: 'CERT_EXPIRED' });
      expect(await Array.fromAsync(results.checksOfDay(day))).toHaveLength(1);
    });

    it('tell of each slot what was found there, whatever a clock that was ahead has stored before', async () => {
      const { results } = context().stores;
      const id = newId();
      const ahead = { ...failed(at(0)), clockAhead: true } as const;
      await append(results, id, [ahead, failed(at(300))]);
      await results.closeDay({ targetId: id, day });
      const real = aCheck(at(0), { at: at(1) });
      await append(results, id, [real]);
      for (let time = 0; time < 2; time++) {
        expect(await checksOf(results, id, ...FOREVER)).toEqual([real, failed(at(300))]);
        await results.closeDay({ targetId: id, day });
      }
    });

    it('become one for several targets at once, as one by one', async () => {
      const { results } = context().stores;
      const [one, other, none] = [newId(), newId(), newId()];
      for (const id of [one, other]) await append(results, id, checks.slice(24));
      const days = [one, other, none].map((targetId) => ({ targetId, day }));
      expect(await results.closeDays(days)).toEqual([]);
      expect(await counts()).toEqual([2, 2]);
      for (const id of [one, other]) {
        expect(await checksOf(results, id, ...FOREVER)).toEqual(checks.slice(24));
      }
      expect(await results.openDays(at(DAY), 100)).toEqual([]);
      expect(await results.closeDays(days)).toEqual([]);
      expect(await results.closeDays([])).toEqual([]);
    });

    it('are left to be closed one by one where a part is closed, or cannot be read', async () => {
      const { results } = context().stores;
      const [late, bad, good] = [newId(), newId(), newId()];
      const all = checks.slice(24);
      await append(results, late, all.slice(0, 20));
      await results.closeDay({ targetId: late, day });
      for (const id of [late, bad, good]) await append(results, id, all);
      const newer = new mongo.Binary(Uint8Array.of(9, 1, 2, 3));
      const hour = { _id: hourId(bad, hourNumber(T0)) };
      await collection('history').updateOne(hour, { $set: { c: [newer] } });
      const days = [late, bad, good].map((targetId) => ({ targetId, day }));
      expect(await results.closeDays(days)).toEqual(days.slice(0, 2));
      expect(await results.openDays(at(DAY), 100)).toHaveLength(2);
      for (const one of days.slice(0, 2)) await results.closeDay(one);
      expect(await results.openDays(at(DAY), 100)).toEqual([]);
      for (const id of [late, good]) expect(await checksOf(results, id, ...FOREVER)).toEqual(all);
    });

    it('lose nothing when several processes close them at once while checks come', async () => {
      const { results } = context().stores;
      const ids = [newId(), newId()];
      const all = checks.slice(24);
      const days = ids.map((targetId) => ({ targetId, day }));
      await inParallel(8, async (i) => {
        const part = all.filter((_, index) => index % 8 === i);
        for (const id of ids) await append(results, id, part);
        for (const one of await results.closeDays(days)) await results.closeDay(one);
      });
      for (const one of days) await results.closeDay(one);
      for (const id of ids) expect(await checksOf(results, id, ...FOREVER)).toEqual(all);
      expect(await counts()).toEqual([2, 2]);
    });

    it('are read for several targets at once, open and closed', async () => {
      const { results } = context().stores;
      const [one, other, none] = [newId(), newId(), newId()];
      for (const id of [one, other]) await append(results, id, checks);
      await results.closeDay({ targetId: one, day });
      const read = await results.hoursOfMany([one, other, none], at(-5_400), at(3_600));
      const expected = hourFromChecks(checks.slice(6, 36));
      expect(read).toEqual(
        new Map([
          [one, expected],
          [other, expected],
        ]),
      );
      await append(results, one, [aCheck(at(DAY))]);
      const next = await results.hoursOfMany([one], at(0), at(2 * DAY));
      expect(next?.get(one)?.slots.at(-1)).toBe(at(DAY).getTime());
    });

    it('are left where they are where not all can be read, and the days after them are found', async () => {
      const { results } = context().stores;
      const [bad, good] = [newId(), newId()];
      for (const id of [bad, good]) {
        await append(results, id, [aCheck(at(0)), aCheck(at(DAY))]);
        for (const one of await results.openDays(at(9 * DAY), 100)) await results.closeDay(one);
      }
      const damaged = { $set: { c: [new mongo.Binary(new Uint8Array([250, 1]))] } };
      await collection('history').updateOne({ _id: { $gt: `${bad}:`, $lt: `${bad};` } }, damaged);
      const closed = await Array.fromAsync(results.checksOfDay(day));
      expect(new Map(closed.map((one) => [one.targetId, one.checks]))).toEqual(
        new Map([
          [bad, null],
          [good, [aCheck(at(0))]],
        ]),
      );
      expect(await results.oldestDay(at(9 * DAY))).toEqual(day);
      const next = new Date(day.getTime() + DAY * 1_000);
      expect(await results.oldestDay(at(9 * DAY), [day])).toEqual(next);
      expect(await results.oldestDay(at(9 * DAY), [day, next])).toBeNull();
    });

    it('are read by column, an hour at a time', async () => {
      const { results } = context().stores;
      const id = newId();
      await append(results, id, checks);
      for (let time = 0; time < 2; time++) {
        const hours = await Array.fromAsync(results.hours(id, at(-5_400), at(3_600)));
        expect(hours.map(({ slots }) => slots.length)).toEqual([6, 12, 12]);
        expect(joinHours(hours)).toEqual(hourFromChecks(checks.slice(6, 36)));
        await results.closeDay({ targetId: id, day });
      }
      const [last] = (await Array.fromAsync(results.hours(id, at(7_201), at(7_300)))).map(
        ({ traits }) => traits[0]?.failure,
      );
      expect(last).toMatchObject({ class: 'tls', code: 'CERT_EXPIRED' });
    });

    it('take in what comes late or again, once', async () => {
      const { results } = context().stores;
      const id = newId();
      await append(results, id, checks.slice(10, 49));
      await results.closeDay({ targetId: id, day });
      await append(results, id, checks.slice(0, 20));
      await append(results, id, checks.slice(30));
      expect(await checksOf(results, id, ...FOREVER)).toEqual(checks);
      await results.closeDay({ targetId: id, day });
      expect(await checksOf(results, id, ...FOREVER)).toEqual(checks);
      expect(await counts()).toEqual([1, 1]);
    });

    it('lose nothing when they are closed many times at once while checks come', async () => {
      const { results } = context().stores;
      const id = newId();
      await inParallel(8, async (i) => {
        const part = checks.filter((_, index) => index % 8 === i);
        await append(results, id, part);
        await results.closeDay({ targetId: id, day });
      });
      await results.closeDay({ targetId: id, day });
      expect(await checksOf(results, id, ...FOREVER)).toEqual(checks);
      expect(await counts()).toEqual([1, 1]);
    });

    it('hide nothing where a part is damaged or of a newer version, and leave that alone', async () => {
      const { results } = context().stores;
      const id = newId();
      await append(results, id, checks);
      const hour = { _id: hourId(id, hourNumber(T0)) };
      const newer = new mongo.Binary(Uint8Array.of(9, 1, 2, 3));
      await collection('history').updateOne(hour, { $set: { c: [newer] } });
      const others = checks.filter(({ slot }) => slot < T0 || slot >= at(3_600));
      for (let time = 0; time < 2; time++) {
        expect(await checksOf(results, id, ...FOREVER)).toEqual(others);
        await results.closeDay({ targetId: id, day });
        expect(await results.openDays(at(DAY), 10)).toEqual([]);
      }
      expect(await collection('history').findOne(hour)).toMatchObject({ c: [newer] });
      expect(await results.removeDays(at(DAY), 10)).toBe(2);
    });

    it('are read to be archived, oldest day first, and go only as they were read', async () => {
      const { results } = context().stores;
      const ids = ['aaaaaaaaaaaaaaaaaaaaaaa1', 'aaaaaaaaaaaaaaaaaaaaaaa2'];
      for (const targetId of ids) {
        await append(results, targetId, [...checks, aCheck(at(DAY))]);
        for (const one of await results.openDays(at(2 * DAY), 100)) await results.closeDay(one);
      }
      expect(await results.oldestDay(day)).toBeNull();
      expect(await results.oldestDay(at(9 * DAY))).toEqual(day);
      const closed = await Array.fromAsync(results.checksOfDay(day));
      expect(closed.map(({ targetId }) => targetId).sort()).toEqual(ids);
      for (const one of closed) expect(one.checks).toEqual(checks);
      const late = aCheck(at(30));
      await append(results, ids[0] ?? '', [late]);
      await results.closeDay({ targetId: ids[0] ?? '', day });
      const versions = new Map(closed.map(({ key, version }) => [key, version]));
      expect(await results.removeClosed(versions)).toBe(1);
      expect(await results.removeClosed(versions)).toBe(0);
      expect(await checksOf(results, ids[0] ?? '', at(0), at(60))).toEqual([checks[24], late]);
      expect(await checksOf(results, ids[1] ?? '', ...FOREVER)).toEqual([aCheck(at(DAY))]);
    });

    it('are erased with their target, evidence included', async () => {
      const { results } = context().stores;
      const [id, other] = [newId(), newId()];
      for (const one of [id, other]) {
        await append(results, one, checks);
        await results.closeDay({ targetId: one, day });
      }
      await results.eraseTarget(id);
      expect(await checksOf(results, id, ...FOREVER)).toEqual([]);
      expect(await checksOf(results, other, ...FOREVER)).toEqual(checks);
      expect(await counts()).toEqual([1, 1]);
    });
  });

export const olderResultsContract = (context: Context) =>
  describe('results that older versions have stored', () => {
    const id = 'aaaaaaaaaaaaaaaaaaaaaaa2';
    const checks = [...series(-7_200, 3_600), failed(at(3_600)), ...series(3_900, 5_400)];
    const buckets = () => context().connection.collection<{ _id: string }>('results');

    /** As the version before stores them. */
    const storeOld = async (list: readonly Check[]) => {
      for (const [hour, ofHour] of Map.groupBy(list, ({ slot }) => oldBucketId(id, slot))) {
        await buckets().updateOne(
          { _id: hour },
          {
            $max: { lastSlot: ofHour.at(-1)?.slot },
            $push: { checks: { $each: ofHour.map(toCheckDocument) } },
            $setOnInsert: { expireAt: at(35 * DAY) },
          },
          { upsert: true },
        );
      }
    };

    it('are read with the new ones, also where both hold the same', async () => {
      const { results } = context().stores;
      await storeOld(checks.slice(0, 30));
      await append(results, id, checks.slice(20));
      expect(await checksOf(results, id, ...FOREVER)).toEqual(checks);
      expect(await results.newest(id, 100, FOREVER[1])).toEqual(checks.toReversed());
      const hours = await Array.fromAsync(results.hours(id, at(-7_200), at(DAY)));
      expect(joinHours(hours)).toEqual(hourFromChecks(checks));
      expect(await results.hoursOfMany([id], at(-7_200), at(DAY))).toBeNull();
    });

    it('are moved a few at a time, until none is left', async () => {
      const { results } = context().stores;
      await storeOld(checks);
      expect(await results.adoptOld(2)).toBe(2);
      expect(await checksOf(results, id, ...FOREVER)).toEqual(checks);
      expect(await results.adoptOld(2)).toBe(2);
      expect(await results.adoptOld(2)).toBe(0);
      expect(await buckets().countDocuments()).toBe(0);
      expect(await checksOf(results, id, ...FOREVER)).toEqual(checks);
    });

    it('lose nothing while older workers go on storing', async () => {
      const { results } = context().stores;
      await inParallel(6, async (i) => {
        await storeOld(checks.filter((_, index) => index % 6 === i));
        await results.adoptOld(100);
      });
      while ((await results.adoptOld(100)) > 0);
      const held = await checksOf(results, id, ...FOREVER);
      expect(held).toEqual(checks);
    });

    it('go with their target', async () => {
      const { results } = context().stores;
      await storeOld(checks);
      await results.eraseTarget(id);
      expect(await buckets().countDocuments()).toBe(0);
    });
  });
