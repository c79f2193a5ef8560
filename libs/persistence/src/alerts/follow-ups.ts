import type { AlertRecord } from '@app/domain';
import type { AlertStore } from '@app/monitoring';
import type { Model, QueryFilter, UpdateQuery } from 'mongoose';
import { driverCollection } from '../common/driver-collection.ts';
import { gathered } from '../common/gathered.ts';
import { toObjectId, toObjectIds } from '../common/ids.ts';
import { VISIBLE } from './insert.ts';
import { toRecord } from './mapping.ts';
import type { AlertDocument } from './model.ts';

type Write = (
  id: string,
  condition: QueryFilter<AlertDocument>,
  update: UpdateQuery<AlertDocument>,
) => Promise<AlertRecord | null>;

/**
 * What the clock asks of alerts. `dueAt` only ever says too early when to look: each look decides anew, so that nothing that
 * happens meanwhile is missed.
 */
export const followUpsOf = (
  alerts: Model<AlertDocument>,
  write: Write,
): Pick<
  AlertStore,
  'announce' | 'planned' | 'due' | 'follow' | 'flap' | 'lookAgain' | 'nameBehind'
> => ({
  async announce(id, notification) {
    await write(
      id,
      { state: VISIBLE, 'announcements.key': { $ne: notification.key } },
      { $push: { announcements: notification } },
    );
  },

  planned: plannedOf(alerts),

  async due(now, limit, except = []) {
    const documents = await alerts
      .find({
        dueAt: { $lte: now },
        ...(except.length > 0 ? { _id: { $nin: toObjectIds(except) } } : {}),
      })
      .sort({ dueAt: 1 })
      .limit(limit)
      .lean();
    return documents.map(toRecord);
  },

  async follow(id, seenDueAt, { followUp, notifications, dueAt, settledSince }) {
    const set = {
      ...(followUp && { followUp }),
      ...(dueAt && { dueAt }),
      ...(settledSince && { since: settledSince }),
    };
    const unset = {
      ...(dueAt ? {} : { dueAt: 1 as const }),
      ...(settledSince && { flapping: 1 as const }),
    };
    return await write(
      id,
      { dueAt: seenDueAt },
      {
        ...(Object.keys(set).length > 0 && { $set: set }),
        ...(Object.keys(unset).length > 0 && { $unset: unset }),
        ...(notifications.length > 0 && {
          $push: { announcements: { $each: [...notifications] } },
        }),
      },
    );
  },

  async flap(id, seenChanges, { flapping, outageIds }) {
    return await write(
      id,
      { endedAt: null, 'flapping.changes': seenChanges },
      { $set: { flapping, outageIds, dueAt: flapping.changedAt } },
    );
  },

  async lookAgain(now, subjects) {
    const about = subjects && { subject: { $in: [...subjects] } };
    const soon = { $set: { dueAt: now } };
    await alerts.updateMany({ dueAt: { $gt: now }, ...about }, soon);
    await alerts.updateMany(
      { state: 'open', dueAt: null, followUp: { $ne: null }, ...about },
      soon,
    );
  },

  async nameBehind(id, target, max) {
    const document = await alerts.findOne({ _id: toObjectId(id) }, { behind: 1 }).lean();
    const known = document?.behind ?? [];
    if (known.length >= max || known.some((one) => one.id === target.id)) return;
    await alerts.updateOne({ _id: toObjectId(id) }, { $addToSet: { behind: target } });
  },
});

type Planned = Parameters<AlertStore['planned']>;

function plannedOf(alerts: Model<AlertDocument>): AlertStore['planned'] {
  const write = gathered(async (planned: readonly Planned[]) => {
    await driverCollection(alerts).bulkWrite(
      planned.map(([id, key, { followUp, dueAt }]) => ({
        updateOne: {
          filter: { _id: toObjectId(id), 'announcements.key': key },
          update: {
            $pull: { announcements: { key } },
            $set: { followUp },
            ...(dueAt && { $min: { dueAt } }),
          },
        },
      })),
      { ordered: false },
    );
    return planned.map(() => undefined);
  });
  return (...planned) => write(planned);
}
