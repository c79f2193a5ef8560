import { readFileSync } from 'node:fs';
import { mergeSettings, TargetSettings } from '@app/domain';
import { mongo } from 'mongoose';
import { describe, expect, it } from 'vitest';
import type { Context } from './context.ts';
import { ALL_PARTITIONS, anOpenIntent, at, aTarget } from './fixtures.ts';

/** Targets as the version stored them whose settings were listed one by one: a plain one, and one with other settings. */
const documents = mongo.BSON.EJSON.parse(
  readFileSync(new URL('../../fixtures/targets.json', import.meta.url), 'utf8'),
  { relaxed: false },
) as (mongo.Document & { _id: mongo.ObjectId })[];

const PLAIN = '65a1b2c3d4e5f6a700000001';
const OTHER = '65a1b2c3d4e5f6a700000002';

/** What people had set for them. */
const plain: TargetSettings = mergeSettings(aTarget({ id: PLAIN }), {
  name: 'Plain',
  request: { maxRedirects: 5 },
});
const other: TargetSettings = mergeSettings(plain, {
  url: 'https://shop.example/cart',
  name: 'Shop',
  tags: ['prod', '$where'],
  intervalSeconds: 60,
  request: {
    method: 'POST',
    headers: { 'x.y': '1', $set: '2' },
    body: 'a\nb',
    timeoutMs: 5_000,
    retries: 0,
    ipFamily: 'ipv4',
    verifyTls: false,
  },
  expect: { status: '200', contains: 'ok', retryLater: 'failed' },
  thresholds: { failuresToDown: 3, slowMs: 800, alertWhenSlow: true, domainDays: 30 },
  alerting: {
    channelIds: ['65a1b2c3d4e5f6a700000009'],
    kinds: ['down'],
    mutedUntil: at(60),
  },
});

export const targetVersionsContract = (context: Context) =>
  describe('settings of targets in documents of other versions', () => {
    const collection = () => context().connection.collection('targets');
    const fill = (extra: mongo.Document = {}) =>
      collection().insertMany(documents.map((document) => ({ ...document, ...extra })));

    it.each([
      ['what it left out takes its default', PLAIN, plain],
      ['what it wrote stays', OTHER, other],
    ])('of the version before: %s', async (_what, id, expected) => {
      await fill();
      const { targets } = context().stores;
      const record = await targets.get(id);
      expect(record && mergeSettings(record, {})).toEqual(expected);
      const lease = { token: 'a token', until: at(60) };
      const due = { partitions: ALL_PARTITIONS, horizon: at(1), now: at(1), limit: 10, lease };
      const claimed = (await targets.claimDue(due)).find(({ target }) => target.id === id);
      const { request, expect: asked, thresholds } = expected;
      expect(claimed?.target).toMatchObject({ request, expect: asked, thresholds });
    });

    it('are written where that version reads them', async () => {
      await fill();
      const { targets } = context().stores;
      expect(await targets.change(PLAIN, 1, other)).toBe(true);
      const [written, before] = await Promise.all(
        [PLAIN, OTHER].map((id) => collection().findOne({ _id: new mongo.ObjectId(id) })),
      );
      // Settings that came later stand beside them.
      const known = Object.keys(TargetSettings.shape).filter((key) => before && key in before);
      expect(known).toContain('alerting');
      for (const key of known) {
        expect(written?.[key], key).toEqual(before?.[key]);
      }
    });

    it('of a later version: what only that one knows is not read, and stays', async () => {
      const thresholds = { ...plain.thresholds, later: 5 };
      await fill({ later: { on: true }, thresholds });
      const { targets } = context().stores;
      const record = await targets.get(PLAIN);
      expect(record).not.toHaveProperty('later');
      expect(record?.thresholds).toEqual(plain.thresholds);
      expect(await targets.change(PLAIN, 1, { name: 'New', request: other.request })).toBe(true);
      expect(await collection().findOne({ _id: new mongo.ObjectId(PLAIN) })).toMatchObject({
        name: 'New',
        later: { on: true },
        thresholds,
      });
    });

    it('of a later version: what only that one can carry out waits for it, and holds up nothing', async () => {
      const later = { id: new mongo.ObjectId(), type: 'something-new' };
      const opening = anOpenIntent();
      await fill({ intents: [later] });
      const { targets } = context().stores;
      expect(await targets.change(PLAIN, 1, { intents: [opening] })).toBe(true);
      expect((await targets.get(PLAIN))?.intents).toEqual([opening]);
      await targets.dropIntent(PLAIN, opening.id);
      const written = await collection().findOne({ _id: new mongo.ObjectId(PLAIN) });
      expect(written?.['intents']).toEqual([later]);
    });
  });
