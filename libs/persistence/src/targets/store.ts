import { hasRunbook, Status, STATUS_RANK, type TargetRecord } from '@app/domain';
import type { TargetStore } from '@app/monitoring';
import type { Model } from 'mongoose';
import { eachOf, gathered } from '../common/gathered.ts';
import { BEFORE_ALL_IDS, idAt, toObjectId, toObjectIds } from '../common/ids.ts';
import { toPage } from '../common/lists.ts';
import type { StoreOptions } from '../common/options.ts';
import { isUnchangedSince } from '../common/updated-at.ts';
import { countBlind, countChecked, recheckBlind } from './blind.ts';
import { changeTarget } from './change.ts';
import { WITHOUT_RECENT, claimDue, claimUrgent, free } from './claim.ts';
import { findByUrlKey, insertUnique } from './insert.ts';
import { listFilter, listOrder } from './list-query.ts';
import { toDocument, toRecord, type TargetWithoutRecent } from './mapping.ts';
import { fromAlertingDocument } from './settings-mapping.ts';
import type { TargetDocument } from './model.ts';
import { claimWatches } from './claim-watches.ts';
import { changeUpdate } from './change-update.ts';
import { dropIntentOf } from './drop-intent.ts';
import { expiringCertificates } from './expiring.ts';
import { countOnDomains, idsOnDomains, onDomains, withoutDomain } from './on-domain.ts';
import { recordChecks } from './record.ts';
import { releaseLeases, renewLeases } from './release.ts';
import { carriedChecks, trimRecent } from './trim-recent.ts';

const NAMED = { url: 1, name: 1, tags: 1, runbook: 1, 'state.status': 1 } as const;

export const createTargetStore = (
  targets: Model<TargetDocument>,
  { now: clock, listReadPreference, vault }: StoreOptions,
): TargetStore => ({
  async insert(target, { unique }) {
    if (unique) return { conflictWith: await insertUnique(targets, target) };
    await targets.collection.insertOne(toDocument(target));
    return { conflictWith: null };
  },

  get: gathered(eachOf((ids) => getMany(targets, ids))),

  getMany: (ids) => getMany(targets, ids),

  async named(ids) {
    const documents = await targets
      .find({ _id: { $in: toObjectIds(ids) }, removedAt: null }, NAMED)
      .lean<Pick<TargetDocument, '_id' | 'url' | 'name' | 'tags' | 'runbook' | 'state'>[]>();
    return documents.map(({ _id, url, name, tags, runbook, state }) => ({
      ...{ id: _id.toHexString(), url, name, tags },
      status: state.status,
      // Absent on targets of the time before there were runbooks.
      ...((runbook as typeof runbook | undefined) && hasRunbook({ runbook }) && { runbook }),
    }));
  },

  async list(filter) {
    const { sort, placeOf, after } = listOrder(filter.sort, filter.isReversed);
    const place = filter.cursor === null ? {} : after(filter.cursor);
    const documents = await targets
      .find({ ...listFilter(filter), ...place }, WITHOUT_RECENT)
      .sort(sort)
      .limit(filter.limit + 1)
      .read(listReadPreference)
      .lean<TargetWithoutRecent[]>();
    return toPage(documents, filter.limit, { map: toRecord, placeOf });
  },

  async order(filter) {
    const documents = await targets
      .find(listFilter(filter), { _id: 1 })
      .sort(listOrder(filter.sort, filter.isReversed).sort)
      .read(listReadPreference)
      .lean<Pick<TargetDocument, '_id'>[]>();
    return documents.map(({ _id }) => _id.toHexString());
  },

  async ages(after, limit) {
    const documents = await targets
      .find(
        { _id: { $gt: after === null ? BEFORE_ALL_IDS : toObjectId(after) }, removedAt: null },
        { createdAt: 1 },
      )
      .sort({ _id: 1 })
      .limit(limit)
      .lean<Pick<TargetDocument, '_id' | 'createdAt'>[]>();
    return documents.map(({ _id, createdAt }) => ({ id: _id.toHexString(), createdAt }));
  },

  async listed(ids) {
    const documents = await targets
      .find({ _id: { $in: toObjectIds(ids) }, removedAt: null }, WITHOUT_RECENT)
      .read(listReadPreference)
      .lean<TargetWithoutRecent[]>();
    return documents.map(toRecord);
  },

  async namingChannel(channelId) {
    const naming = await Promise.all(
      [
        { 'alerting.channelIds': toObjectId(channelId) },
        { 'alerting.escalation.channelIds': channelId },
      ].map((isNamed) =>
        targets
          .find({ removedAt: null, ...isNamed }, { url: 1, name: 1, alerting: 1 })
          .lean<Pick<TargetDocument, '_id' | 'url' | 'name' | 'alerting'>[]>(),
      ),
    );
    const byId = new Map(naming.flat().map((document) => [document._id.toHexString(), document]));
    return [...byId].map(([id, { url, name, alerting }]) => ({
      ...{ id, url, name },
      alerting: fromAlertingDocument(alerting),
    }));
  },

  async tags() {
    const documents = await targets
      .find({ tags: { $gt: '' }, removedAt: null }, { _id: 0, tags: 1 })
      .read(listReadPreference)
      .lean<Pick<TargetDocument, 'tags'>[]>();
    return countTags(documents);
  },

  async counts() {
    // Keys of an index are counted, and no target is read: those that are being removed are few.
    const [removed, ...all] = await Promise.all([
      targets
        .find({ removedAt: { $gt: NEVER } }, { rank: 1 })
        .read(listReadPreference)
        .lean<Pick<TargetDocument, 'rank'>[]>(),
      ...Status.options.map((status) =>
        countByRank(targets, STATUS_RANK[status], listReadPreference),
      ),
    ]);
    const counts = { all: 0, pending: 0, up: 0, degraded: 0, down: 0, unknown: 0, paused: 0 };
    for (const [index, status] of Status.options.entries()) {
      const gone = removed.filter(({ rank }) => rank === STATUS_RANK[status]).length;
      counts[status] = Math.max(0, (all[index] ?? 0) - gone);
      counts.all += counts[status];
    }
    return counts;
  },

  findByUrlKey: (urlKey) => findByUrlKey(targets, urlKey),

  change: (id, version, change) => changeTarget(targets, { id, version, change, now: clock() }),

  claimDue: (claim) => claimDue(targets, vault, claim),

  claimUrgent: (claim) => claimUrgent(targets, vault, claim),

  record: (checked) => recordChecks(targets, checked, clock()),

  renew: (held, until) => renewLeases(targets, held, until),

  release: (held) => releaseLeases(targets, 'schedule.lease', held),

  claimWatches: (kind, claim) => claimWatches(targets, kind, claim),

  async recordWatch({ name }, { id, token }, { state, effects }) {
    const { matchedCount } = await targets.updateOne(
      { _id: toObjectId(id), [`${name}.lease.token`]: token },
      changeUpdate({ [name]: { ...state, lease: null }, intents: effects }, clock()),
    );
    return matchedCount === 1;
  },

  releaseWatches: ({ name }, held) => releaseLeases(targets, `${name}.lease`, held),

  async withIntents(changedBefore, limit, except = []) {
    const documents = await targets
      .find({
        'intents.id': { $gt: BEFORE_ALL_IDS },
        // A target that is checked every few seconds is never left alone: its intents have waited all the same.
        $or: [
          ...isUnchangedSince(changedBefore).$or,
          { 'intents.id': { $lt: idAt(changedBefore) } },
        ],
        ...isNoneOf(except),
      })
      .sort({ 'intents.id': 1 })
      .limit(limit)
      .lean();
    return documents.map(toRecord);
  },

  dropIntent: dropIntentOf(targets),

  async overdueUrgent(dueBefore, limit) {
    const documents = await targets
      .find({ 'schedule.urgent.slot': { $lt: dueBefore }, ...free(clock()) }, { schedule: 1 })
      .sort({ 'schedule.urgent.slot': 1 })
      .limit(limit)
      .lean();
    return documents.flatMap(({ _id, schedule }) =>
      schedule.urgent ? [{ targetId: _id.toHexString(), ...schedule.urgent }] : [],
    );
  },

  async overdue(dueBefore, limit) {
    const documents = await targets
      .find({ 'schedule.dueAt': { $lt: dueBefore }, ...free(clock()) }, { schedule: 1 })
      .sort({ 'schedule.dueAt': 1 })
      .limit(limit)
      .lean();
    return { count: documents.length, oldest: documents[0]?.schedule.dueAt ?? null };
  },

  async stale(now, limit, except = []) {
    const documents = await targets
      .find({
        'schedule.silentAt': { $lte: now },
        'state.status': { $ne: 'unknown' },
        ...free(now),
        ...isNoneOf(except),
      })
      .sort({ 'schedule.silentAt': 1 })
      .limit(limit)
      .lean();
    return documents.map(toRecord);
  },

  countBlind: (since) => countBlind(targets, since),
  countChecked: () => countChecked(targets),
  recheckBlind: (query) => recheckBlind(targets, query),

  carriedChecks: (ids) => carriedChecks(targets, ids),

  trimRecent: (trims) => trimRecent(targets, trims),

  onDomain: async (domain) => (await onDomains(targets, [domain])).get(domain) ?? [],
  onDomains: (domains) => onDomains(targets, domains),

  idsOnDomains: (domains, limit) => idsOnDomains(targets, domains, limit),
  countOnDomains: (domains) => countOnDomains(targets, domains),

  withoutDomain: (limit) => withoutDomain(targets, limit),

  async expiring(query) {
    return await expiringCertificates(targets, query, listReadPreference);
  },

  async erase(id) {
    await targets.deleteOne({ _id: toObjectId(id), removedAt: { $ne: null } });
  },

  async changedSince(since, limit) {
    const documents = await targets
      .find({ updatedAt: { $gte: since }, removedAt: null }, { _id: 1 })
      .sort({ updatedAt: 1 })
      .limit(limit)
      .lean();
    return documents.map(({ _id }) => _id.toHexString());
  },
});

async function getMany(
  targets: Model<TargetDocument>,
  ids: readonly string[],
): Promise<TargetRecord[]> {
  const documents = await targets.find({ _id: { $in: toObjectIds(ids) }, removedAt: null }).lean();
  return documents.map(toRecord);
}

function countTags(documents: readonly Pick<TargetDocument, 'tags'>[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const tag of documents.flatMap(({ tags }) => tags)) {
    counts.set(tag, (counts.get(tag) ?? 0) + 1);
  }
  return counts;
}

/** Condition that a document is none of those that are set apart; nothing while there are none. */
const isNoneOf = (ids: readonly string[]) =>
  ids.length > 0 ? { _id: { $nin: toObjectIds(ids) } } : {};

const NEVER = new Date(0);

/** Number of targets of a rank, those that are being removed included. */
async function countByRank(
  targets: Model<TargetDocument>,
  rank: number,
  readPreference: StoreOptions['listReadPreference'],
): Promise<number> {
  const command = { count: targets.collection.name, query: { rank } };
  const answer = await targets.db.db?.command(command, { readPreference });
  return Number(answer?.['n'] ?? 0);
}
