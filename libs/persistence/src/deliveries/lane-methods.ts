import { FALLBACK_AFTER_MS } from '@app/domain/lanes';
import type { DeliveryStore } from '@app/monitoring';
import type { Model, QueryFilter } from 'mongoose';
import { toObjectId, toObjectIdOrNull, toObjectIds } from '../common/ids.ts';
import { isFree, LONGEST_LEASE_MS } from '../common/lease.ts';
import type { StoreOptions } from '../common/options.ts';
import { toRecord } from './mapping.ts';
import type { DeliveryDocument } from './model.ts';

/** Attempts that a delivery keeps, the newest: a channel that is away for a day is tried a thousand times. */
const KEPT_ATTEMPTS = 40;

type LaneMethods =
  | 'dueOnLane'
  | 'pendingOnLane'
  | 'laterOnLane'
  | 'nextOnLane'
  | 'ofAlerts'
  | 'getMany'
  | 'lanesDue'
  | 'hold'
  | 'prolong'
  | 'settle'
  | 'drop'
  | 'postpone'
  | 'redate'
  | 'fallbackDue'
  | 'nextFallback'
  | 'fallbackDone'
  | 'repairFutureTimes';

/** What lanes need of deliveries; each answer comes in one pass over one index. */
export function laneMethods(
  deliveries: Model<DeliveryDocument>,
  { now: clock }: Pick<StoreOptions, 'now'>,
): Pick<DeliveryStore, LaneMethods> {
  const pendingOn = (channelId: string | null): QueryFilter<DeliveryDocument> => ({
    channelId: toObjectIdOrNull(channelId),
    state: 'pending',
  });
  return {
    async dueOnLane(channelId, now, limit) {
      const documents = await deliveries
        .find({ ...pendingOn(channelId), nextAttemptAt: { $lte: now }, ...free(now) })
        .sort({ nextAttemptAt: 1, createdAt: 1 })
        .limit(limit)
        .lean();
      return documents.map(toRecord);
    },

    async pendingOnLane(channelId, limit) {
      const documents = await deliveries
        .find(pendingOn(channelId))
        .sort({ nextAttemptAt: 1, createdAt: 1 })
        .limit(limit)
        .lean();
      return documents.map(toRecord);
    },

    async laterOnLane(channelId, after, limit) {
      const documents = await deliveries
        .find({ ...pendingOn(channelId), nextAttemptAt: { $gt: after } })
        .sort({ nextAttemptAt: 1, createdAt: 1 })
        .limit(limit)
        .lean();
      return documents.map(toRecord);
    },

    async nextOnLane(channelId, after) {
      const document = await deliveries
        .findOne({ ...pendingOn(channelId), nextAttemptAt: { $gt: after } }, { nextAttemptAt: 1 })
        .sort({ nextAttemptAt: 1, createdAt: 1 })
        .lean();
      return document?.nextAttemptAt ?? null;
    },

    async lanesDue(channelIds, at) {
      const found = await Promise.all(
        channelIds.map(async (channelId) => {
          const due = { ...pendingOn(channelId), nextAttemptAt: { $lte: at }, ...free(at) };
          return (await deliveries.findOne(due, { _id: 1 }).lean()) ? [channelId] : [];
        }),
      );
      return found.flat();
    },

    async ofAlerts(alertIds, channelId) {
      const documents = await deliveries
        .find({
          alertId: { $in: toObjectIds(alertIds) },
          channelId: toObjectIdOrNull(channelId),
        })
        .sort({ createdAt: 1, _id: 1 })
        .lean();
      return documents.map(toRecord);
    },

    async getMany(ids) {
      const documents = await deliveries.find({ _id: { $in: toObjectIds(ids) } }).lean();
      return documents.map(toRecord);
    },

    async hold(ids, now, lease) {
      const which = { _id: { $in: toObjectIds(ids) } };
      const { matchedCount } = await deliveries.updateMany(
        { ...which, state: 'pending', ...free(now) },
        { $set: { lease } },
      );
      if (matchedCount === ids.length) return [...ids];
      const held = await deliveries
        .find({ ...which, 'lease.token': lease.token }, { _id: 1 })
        .lean();
      return held.map(({ _id }) => _id.toHexString());
    },

    async prolong(ids, lease) {
      await deliveries.updateMany(
        { _id: { $in: toObjectIds(ids) }, 'lease.token': lease.token },
        { $set: { lease } },
      );
    },

    async settle(ids, token, { attempt, state, nextAttemptAt, form, mayBeTaken }) {
      const { matchedCount } = await deliveries.updateMany(
        {
          _id: { $in: toObjectIds(ids) },
          state: 'pending',
          ...(token === null ? {} : { 'lease.token': token }),
        },
        {
          $set: {
            ...{ state, nextAttemptAt, lease: null, updatedAt: clock() },
            ...(form === undefined ? {} : { form }),
            ...(mayBeTaken && { mayBeTaken }),
          },
          $push: { attempts: { $each: [attempt], $slice: -KEPT_ATTEMPTS } },
        },
      );
      return matchedCount;
    },

    async drop(ids, because, from) {
      const { matchedCount } = await deliveries.updateMany(
        { _id: { $in: toObjectIds(ids) }, state: from ?? { $in: ['pending', 'dead'] } },
        {
          $set: { state: 'dropped', because, nextAttemptAt: null, lease: null, updatedAt: clock() },
        },
      );
      return matchedCount;
    },

    async postpone(id, until) {
      await deliveries.updateOne(
        { _id: toObjectId(id), state: 'pending', ...free(clock()) },
        { $set: { nextAttemptAt: until } },
      );
    },

    async redate(id, dueAt, fallbackAt) {
      await deliveries.updateOne(
        { _id: toObjectId(id), state: 'pending', ...free(clock()) },
        { $set: { nextAttemptAt: dueAt, ...(fallbackAt && { fallbackAt }) } },
      );
    },

    async fallbackDue(now, limit, except = []) {
      const documents = await deliveries
        .find({
          ...{ state: 'pending', fallbackAt: { $lte: now } },
          ...(except.length > 0 ? { _id: { $nin: toObjectIds(except) } } : {}),
        })
        .sort({ fallbackAt: 1 })
        .limit(limit)
        .lean();
      return documents.map(toRecord);
    },

    async nextFallback(except = []) {
      const document = await deliveries
        .findOne(
          {
            ...{ state: 'pending', fallbackAt: { $gt: new Date(0) } },
            ...(except.length > 0 ? { _id: { $nin: toObjectIds(except) } } : {}),
          },
          { fallbackAt: 1 },
        )
        .sort({ fallbackAt: 1 })
        .lean();
      return document?.fallbackAt ?? null;
    },

    async fallbackDone(ids) {
      await deliveries.updateMany(
        { _id: { $in: toObjectIds(ids) } },
        { $unset: { fallbackAt: '' } },
      );
    },

    async repairFutureTimes(after, now) {
      const { modifiedCount } = await deliveries.updateMany(
        { state: 'pending', nextAttemptAt: { $gt: after }, updatedAt: { $gt: after } },
        { $set: { nextAttemptAt: now, updatedAt: clock() } },
      );
      // What is due is stood in for within a minute.
      await deliveries.updateMany(
        { state: 'pending', nextAttemptAt: { $lte: after }, fallbackAt: { $gt: standInAt(after) } },
        { $set: { fallbackAt: standInAt(now) } },
      );
      return modifiedCount;
    },
  };
}

const standInAt = (dueAt: Date): Date => new Date(dueAt.getTime() + FALLBACK_AFTER_MS);

const free = (now: Date): QueryFilter<DeliveryDocument> =>
  isFree('lease', now, LONGEST_LEASE_MS.delivery);
