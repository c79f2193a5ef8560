import { NO_PHASES } from '@app/domain';
import type { mongo } from 'mongoose';
import { describe, expect, it } from 'vitest';
import { newId } from '../common/ids.ts';
import { exactly, inParallel, type Context } from './context.ts';
import { aCheck, at, T0 } from './fixtures.ts';
import { append, checksOf, FOREVER, series } from './result-fixtures.ts';

/** Documents of each batch that a server sends while something is read. */
async function batchesOf(
  client: mongo.MongoClient,
  read: () => Promise<unknown>,
): Promise<number[]> {
  const sizes: number[] = [];
  const note = ({ reply }: mongo.CommandSucceededEvent): void => {
    const { cursor } = reply as { cursor?: { firstBatch?: unknown[]; nextBatch?: unknown[] } };
    if (cursor) sizes.push((cursor.firstBatch ?? cursor.nextBatch ?? []).length);
  };
  client.on('commandSucceeded', note);
  await read();
  client.off('commandSucceeded', note);
  return sizes;
}

export const resultsContract = (context: Context) =>
  describe('results', () => {
    it('gives back each shape of check as it was stored', async () => {
      const { results } = context().stores;
      const id = newId();
      const failure = {
        class: 'timeout',
        code: 'connect',
        fact: { is: 'deadline', timeoutMs: 10_000 },
      } as const;
      const checks = [
        aCheck(T0),
        aCheck(at(1), { at: at(4), latencyMs: 0.1, address: '2001:db8::1', attempts: 3 }),
        aCheck(at(2), {
          origin: 'confirmation',
          confirmation: true,
          outcome: 'failed',
          statusCode: null,
          latencyMs: null,
          phases: NO_PHASES,
          address: null,
          attempts: 0,
          failure,
        }),
        aCheck(at(3), {
          kind: 'certificate',
          origin: 'manual',
          outcome: 'inconclusive',
          failure: { ...failure, code: null },
        }),
        aCheck(at(3.4), {
          outcome: 'slow',
          statusCode: 429,
          attempts: 2,
          failure: { class: 'status', code: '429', fact: { is: 'status', expected: '200' } },
          tries: [
            {
              afterMs: 0,
              failure: { class: 'timeout', code: null },
              statusCode: null,
              durationMs: 900,
              address: null,
            },
            {
              afterMs: 1_150,
              failure: { class: 'status', code: '429' },
              statusCode: 429,
              durationMs: 0,
              address: '192.0.2.1',
            },
          ],
        }),
        aCheck(at(3.5), { loopDelayMs: 240, place: 'fra' }),
        aCheck(at(3.6), {
          dnsCached: true,
          httpVersion: '2',
          skippedAddresses: [{ address: '2001:db8::1', reason: 'silent' }],
        }),
        aCheck(at(4), { at: at(2), outcome: 'slow', latencyMs: 0, statusCode: 599 }),
        aCheck(at(5), {
          phases: { dnsMs: 0, connectMs: 1, tlsMs: 2.5, firstByteMs: null, transferMs: 1e4 },
        }),
      ];
      await append(results, id, checks);
      expect(await checksOf(results, id, T0, at(10))).toEqual(checks);
    });

    it('reads ranges across hours: from is in, to is not', async () => {
      const { results } = context().stores;
      const id = newId();
      const checks = series(-7_200, 7_200);
      await append(results, id, checks.slice(0, 20));
      await append(results, id, checks.slice(20));
      expect(await checksOf(results, id, ...FOREVER)).toEqual(checks);
      expect(await checksOf(results, id, T0, at(3_600))).toEqual(checks.slice(24, 36));
      expect(await checksOf(results, id, at(-1), at(1))).toEqual([checks[24]]);
      expect(await checksOf(results, id, at(1), at(300))).toEqual([]);
      expect(await checksOf(results, id, at(9_000), at(99_000))).toEqual([]);
    });

    it('reads the newest, newest first, over as many buckets as it takes', async () => {
      const { results } = context().stores;
      const id = newId();
      const checks = Array.from({ length: 40 }, (_, i) => aCheck(at(i * 3_600)));
      await append(results, id, checks);
      expect(await results.newest(id, 3, FOREVER[1])).toEqual(checks.slice(-3).reverse());
      expect(await results.newest(id, 30, FOREVER[1])).toEqual(checks.slice(-30).reverse());
      expect(await results.newest(id, 100, FOREVER[1])).toEqual(checks.toReversed());
      expect(await results.newest(newId(), 5, FOREVER[1])).toEqual([]);
      expect(await results.newest(id, 2, at(3_600))).toEqual([checks[1], checks[0]]);
    });

    it('reads long ranges in several batches, of a few buckets each', async () => {
      const { results } = context().stores;
      const id = newId();
      const checks = Array.from({ length: 150 }, (_, i) => aCheck(at(i * 3_600)));
      await append(results, id, checks);
      const batches = await batchesOf(context().client, () => checksOf(results, id, ...FOREVER));
      expect(batches.reduce((sum, size) => sum + size, 0)).toBe(150);
      expect(Math.max(...batches)).toBeLessThanOrEqual(24);
      expect(await checksOf(results, id, ...FOREVER)).toEqual(checks);
    });

    it('adds nothing on a repeated append', async () => {
      const { results } = context().stores;
      const id = newId();
      const checks = series(-1_800, 1_800);
      await append(results, id, checks);
      await append(results, id, checks);
      await append(results, id, []);
      expect(await checksOf(results, id, ...FOREVER)).toEqual(checks);
    });

    it('adds only what is new of an append that overlaps', async () => {
      const { results } = context().stores;
      const id = newId();
      const checks = series(0, 3_000);
      await append(results, id, checks.slice(0, 6));
      await append(results, id, checks.slice(3));
      expect(await checksOf(results, id, ...FOREVER)).toEqual(checks);
    });

    it('adds what is missing between the checks that a bucket holds, once', async () => {
      const { results } = context().stores;
      const id = newId();
      const checks = series(0, 3_000);
      // Those at the end were made by a clock that was ahead.
      await append(results, id, [...checks.slice(0, 2), ...checks.slice(8)]);
      await inParallel(6, (i) => append(results, id, checks.slice(i % 3, 9)));
      const held = await checksOf(results, id, ...FOREVER);
      expect(held.toSorted((a, b) => Number(a.slot) - Number(b.slot))).toEqual(checks);
      expect(await results.newest(id, 20, at(3_600))).toEqual(checks.toReversed());
    });

    it('holds each check once when the same append is made many times at once', async () => {
      const { results } = context().stores;
      const id = newId();
      const checks = series(-1_800, 1_800);
      await inParallel(12, () => append(results, id, checks));
      expect(await checksOf(results, id, ...FOREVER)).toEqual(checks);
    });

    it('appends for many targets at once, of which some hold a part already', async () => {
      const { results } = context().stores;
      const checks = series(-1_800, 1_800);
      const carried = Array.from({ length: 20 }, () => ({ targetId: newId(), checks }));
      const [first, second] = exactly(carried.slice(0, 2), 2);
      await append(results, first.targetId, checks);
      await append(results, second.targetId, checks.slice(0, 7));
      await inParallel(3, () => results.append(carried));
      for (const { targetId } of carried) {
        expect(await checksOf(results, targetId, ...FOREVER)).toEqual(checks);
      }
      await results.append([]);
    });

    it('erases the results of one target', async () => {
      const { results } = context().stores;
      const before = 'aaaaaaaaaaaaaaaaaaaaaaa1';
      const id = 'aaaaaaaaaaaaaaaaaaaaaaa2';
      const after = 'aaaaaaaaaaaaaaaaaaaaaaa3';
      for (const one of [before, id, after]) await append(results, one, series(-7_200, 0));
      await results.eraseTarget(id);
      await results.eraseTarget(id);
      expect(await checksOf(results, id, ...FOREVER)).toEqual([]);
      for (const one of [before, after]) {
        expect(await checksOf(results, one, ...FOREVER)).toHaveLength(24);
        expect(await results.newest(one, 1, FOREVER[1])).toEqual([aCheck(at(-300))]);
      }
    });

    it('keeps durations to a tenth of a millisecond', async () => {
      const { results } = context().stores;
      const id = newId();
      await append(results, id, [aCheck(T0, { latencyMs: 51.26 })]);
      const [check] = await results.newest(id, 1, T0);
      expect(check?.latencyMs).toBe(51.3);
    });

    it('stores a part that comes again once, and needs one write for all of a batch', async () => {
      const { connection, client, stores } = context();
      const carried = Array.from({ length: 20 }, () => ({
        targetId: newId(),
        checks: series(-1_800, 1_800),
      }));
      const commands: string[] = [];
      const note = ({ commandName }: mongo.CommandStartedEvent) => commands.push(commandName);
      client.on('commandStarted', note);
      for (let time = 0; time < 3; time++) await stores.results.append(carried);
      client.off('commandStarted', note);
      expect(commands).toEqual(['update', 'update', 'update']);
      const documents = await connection.collection('history').find().toArray();
      expect(documents).toHaveLength(40);
      for (const { c } of documents) expect(c).toHaveLength(1);
    });
  });
