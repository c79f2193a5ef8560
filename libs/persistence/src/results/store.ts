import { hourOf } from '@app/domain';
import type { CarriedChecks, ResultStore } from '@app/monitoring';
import type { Model } from 'mongoose';
import { RESULT_RETENTION_MS } from '../retention.ts';
import { appendToBuckets, type Append } from './append.ts';
import { bucketId, bucketIdBounds } from './bucket-id.ts';
import { fromCheckDocument, type CheckDocument } from './check-mapping.ts';
import type { BucketDocument } from './model.ts';

/** Buckets that a server sends at once: one of a target that is checked every 20 s holds 180 checks, 30 kB. */
const BUCKETS_HELD = 24;
/** Buckets read at once while looking for the newest checks: half a day of hours. */
const NEWEST_BUCKETS = 12;

export const createResultStore = (results: Model<BucketDocument>): ResultStore => ({
  append: (carried) => appendToBuckets(results, carried.flatMap(byHour)),

  async *range(targetId, from, to) {
    const buckets = results
      .find({ _id: { $gte: bucketId(targetId, from), $lte: bucketId(targetId, to) } })
      .sort({ _id: 1 })
      .lean()
      .cursor({ batchSize: BUCKETS_HELD });
    for await (const { checks } of buckets) {
      const within = checks.filter(({ s }) => s >= from && s < to).map(fromCheckDocument);
      if (within.length > 0) yield within;
    }
  },

  async newest(targetId, limit, upTo) {
    const found: CheckDocument[] = [];
    let bounds: Record<string, string> = {
      $gt: bucketIdBounds(targetId).$gt,
      $lte: bucketId(targetId, upTo),
    };
    while (found.length < limit) {
      const buckets = await results
        .find({ _id: bounds })
        .sort({ _id: -1 })
        .limit(Math.min(limit, NEWEST_BUCKETS))
        .lean();
      for (const { checks } of buckets) {
        found.push(
          ...checks.filter(({ s }) => s <= upTo).sort((a, b) => Number(b.s) - Number(a.s)),
        );
      }
      const oldest = buckets.at(-1);
      if (!oldest) break;
      bounds = { $gt: bucketIdBounds(targetId).$gt, $lt: oldest._id };
    }
    return found.slice(0, limit).map(fromCheckDocument);
  },

  async eraseTarget(targetId) {
    await results.deleteMany({ _id: bucketIdBounds(targetId) });
  },
});

/** The buckets that checks of one target go to. */
function byHour({ targetId, checks }: CarriedChecks): Append[] {
  const groups = Map.groupBy(checks, ({ slot }) => hourOf(slot).getTime());
  return [...groups].map(([hour, ofHour]) => ({
    _id: bucketId(targetId, new Date(hour)),
    expireAt: new Date(hour + RESULT_RETENTION_MS),
    checks: ofHour,
  }));
}
