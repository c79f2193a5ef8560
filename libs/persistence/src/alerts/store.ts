import {
  type Acknowledgement,
  type AlertRecord,
  KEPT_ACKNOWLEDGEMENTS,
  targetSubject,
} from '@app/domain';
import type { AlertStore } from '@app/monitoring';
import type { Model, QueryFilter, UpdateQuery } from 'mongoose';
import { toCauseFields } from '../common/cause-mapping.ts';
import { driverCollection } from '../common/driver-collection.ts';
import { isDuplicateOf } from '../common/duplicate-key.ts';
import { eachOf, gathered } from '../common/gathered.ts';
import { toObjectId, toObjectIds } from '../common/ids.ts';
import { toPage } from '../common/lists.ts';
import type { StoreOptions } from '../common/options.ts';
import { removeSome } from '../common/remove-some.ts';
import { changedAt, isUnchangedSince } from '../common/updated-at.ts';
import { followUpsOf } from './follow-ups.ts';
import { PRECLUDED, VISIBLE, insertAlerts, isTaken, precludeAlert } from './insert.ts';
import { afterCursor, placeOf } from './list-order.ts';
import { toRecord } from './mapping.ts';
import type { AlertDocument } from './model.ts';
import { toTroubleDocument } from './trouble-mapping.ts';

export function createAlertStore(
  alerts: Model<AlertDocument>,
  { now, listReadPreference }: StoreOptions,
): AlertStore {
  /** One atomic write to an alert that meets a condition; null when it does not. */
  async function write(
    id: string,
    condition: QueryFilter<AlertDocument>,
    { $set, ...rest }: UpdateQuery<AlertDocument>,
  ): Promise<AlertRecord | null> {
    const document = await alerts
      .findOneAndUpdate(
        { _id: toObjectId(id), ...condition },
        { ...($set && { $set }), ...rest, ...changedAt(now()) },
        { returnDocument: 'after' },
      )
      .lean();
    return document && toRecord(document);
  }

  async function getMany(ids: readonly string[]): Promise<AlertRecord[]> {
    const documents = await alerts.find({ _id: { $in: toObjectIds(ids) }, state: VISIBLE }).lean();
    return documents.map(toRecord);
  }

  async function outagesOf(
    targetIds: readonly string[],
    { from, to }: { from: Date; to: Date },
  ): Promise<AlertRecord[]> {
    const documents = await alerts
      .find({
        subject: { $in: targetIds.map(targetSubject) },
        state: VISIBLE,
        kind: 'down',
        since: { $lt: to },
        $or: [{ endedAt: null }, { endedAt: { $gt: from } }],
      })
      .read(listReadPreference)
      .lean();
    return documents.map(toRecord);
  }

  return {
    insert: gathered((records) => insertAlerts(alerts, records)),
    preclude: (id, at) => precludeAlert(alerts, toObjectId(id), at),
    isTaken: (id) => isTaken(alerts, toObjectId(id)),
    get: gathered(eachOf(getMany)),
    getMany,

    async list({ state, kind, subjects, cursor, limit }) {
      const documents = await alerts
        .find({
          state: state ?? VISIBLE,
          ...(kind ? { kind } : {}),
          ...(subjects ? { subject: { $in: [...subjects] } } : {}),
          ...afterCursor(cursor),
        })
        .sort({ state: 1, openedAt: -1, _id: -1 })
        .limit(limit + 1)
        .read(listReadPreference)
        .lean();
      return toPage(documents, limit, { map: toRecord, placeOf });
    },

    outages: (targetId, range) => outagesOf([targetId], range),
    outagesOf,

    async countOpen(subjects) {
      const groups = await alerts.aggregate<{ _id: string; count: number }>([
        { $match: { subject: { $in: [...subjects] }, state: 'open' } },
        { $group: { _id: '$subject', count: { $sum: 1 } } },
      ]);
      return new Map(groups.map(({ _id, count }) => [_id, count]));
    },

    async latest(subject, kind) {
      const document = await alerts
        .findOne({ subject, kind, state: VISIBLE })
        .sort({ state: 1, openedAt: -1, _id: -1 })
        .lean();
      return document && toRecord(document);
    },

    async acknowledge(id, { at, note, by, until }) {
      return await write(
        id,
        { state: 'open' },
        {
          $set: {
            state: 'resolved',
            resolvedAt: at,
            resolution: 'acknowledged',
            acknowledgedAt: at,
            acknowledgedNote: note,
            acknowledgedBy: by,
            dueAt: at,
            ...(until && { acknowledgedUntil: until }),
          },
          $push: { acknowledgements: keptLast({ is: 'acknowledged', at, by, note, until }) },
        },
      );
    },

    async unacknowledge(id, { at, by, announcement }) {
      try {
        return await write(
          id,
          { state: 'resolved', resolution: 'acknowledged', endedAt: null },
          {
            $set: {
              state: 'open',
              resolvedAt: null,
              resolution: null,
              acknowledgedAt: null,
              acknowledgedNote: null,
              dueAt: at,
            },
            $unset: { acknowledgedBy: 1, acknowledgedUntil: 1 },
            $push: {
              acknowledgements: keptLast({ is: 'withdrawn', at, by }),
              ...(announcement && { announcements: announcement }),
            },
          },
        );
      } catch (error) {
        if (!isDuplicateOf(error, 'subject')) throw error;
        return null;
      }
    },

    async end(id, { at, ending, announcement, seenChanges }) {
      const unchanged = {
        endedAt: null,
        ...(seenChanges === undefined ? {} : { 'flapping.changes': seenChanges }),
      };
      const planDeliveries = announcement ? { $push: { announcements: announcement } } : {};
      const ended = { endedAt: at, ending };
      const resolve = { state: 'resolved', resolvedAt: at, resolution: ending } as const;
      // An alert never opens again, so one that the first write does not find open stays resolved.
      return (
        (await write(
          id,
          { ...unchanged, state: 'open' },
          { $set: { ...ended, ...resolve }, $unset: { dueAt: 1 }, ...planDeliveries },
        )) ??
        (await write(
          id,
          { ...unchanged, state: 'resolved' },
          { $set: ended, $unset: { dueAt: 1 }, ...planDeliveries },
        ))
      );
    },

    async escalate(id, { severity, cause, announcement }) {
      // A repeated step finds its announcement there and adds nothing.
      return await write(
        id,
        { state: 'open' },
        { $set: { severity, ...toCauseFields(cause) }, $addToSet: { announcements: announcement } },
      );
    },

    async restate(id, seenAt, { severity, cause, announcement, ...change }) {
      const troubles = change.troubles.map(toTroubleDocument);
      const planDeliveries = announcement ? { $push: { announcements: announcement } } : {};
      const unchanged = { endedAt: null, updatedAt: seenAt };
      return (
        (await write(
          id,
          { ...unchanged, state: 'open' },
          { $set: { severity, ...toCauseFields(cause), troubles }, ...planDeliveries },
        )) ?? (await write(id, { ...unchanged, state: 'resolved' }, { $set: { troubles } }))
      );
    },

    async withAnnouncements(changedBefore, limit, except = []) {
      const documents = await alerts
        .find({
          'announcements.at': { $gt: new Date(0) },
          ...isUnchangedSince(changedBefore),
          ...(except.length > 0 ? { _id: { $nin: toObjectIds(except) } } : {}),
        })
        .sort({ 'announcements.at': 1 })
        .limit(limit)
        .lean();
      return documents.map(toRecord);
    },

    ...followUpsOf(alerts, write),

    async repairFutureTimes(after, now) {
      // The smaller of both: what is not in the future, or null, stays as it is.
      const $min = {
        openedAt: now,
        since: now,
        resolvedAt: now,
        acknowledgedAt: now,
        endedAt: now,
        dueAt: now,
        updatedAt: now,
      };
      const { modifiedCount } = await alerts.updateMany({ updatedAt: { $gt: after } }, { $min });
      return modifiedCount;
    },

    async removeBefore(at, limit) {
      const old = { openedAt: { $lt: at }, endedAt: { $lt: at } };
      const options = { sort: { openedAt: 1, _id: 1 }, limit } as const;
      // Nobody counts what was never told.
      await removeSome(alerts.collection, { state: PRECLUDED, ...old }, options);
      return await removeSome(driverCollection(alerts), { state: 'resolved', ...old }, options);
    },

    async changedSince(since, limit) {
      const documents = await alerts
        .find({ updatedAt: { $gte: since } })
        .sort({ updatedAt: 1 })
        .limit(limit)
        .lean();
      return documents.map(toRecord);
    },
  };
}

const keptLast = (one: Acknowledgement) => ({ $each: [one], $slice: -KEPT_ACKNOWLEDGEMENTS });
