import type { RegistrationStore } from '@app/monitoring';
import type { Model } from 'mongoose';
import { isAfterPlace } from '../common/expiry-place.ts';
import { BEFORE_ALL_IDS, toObjectId } from '../common/ids.ts';
import type { StoreOptions } from '../common/options.ts';
import { isUnchangedSince } from '../common/updated-at.ts';
import { claimLookups } from './claim.ts';
import { changeUpdate, toRecord } from './mapping.ts';
import type { RegistrationDocument } from './model.ts';
import { watchRegistration } from './watch.ts';

export const createRegistrationStore = (
  registrations: Model<RegistrationDocument>,
  { now: clock, listReadPreference }: StoreOptions,
): RegistrationStore => ({
  watch: (domain, dueAt) => watchRegistration(registrations, { domain, dueAt, now: clock() }),

  async get(domain) {
    const document = await registrations.findOne({ _id: domain }).lean();
    return document && toRecord(document);
  },

  async getMany(domains) {
    const documents = await registrations.find({ _id: { $in: [...domains] } }).lean();
    return documents.map(toRecord);
  },

  async change(domain, version, change) {
    const { matchedCount } = await registrations.updateOne(
      { _id: domain, version },
      changeUpdate(change, clock()),
    );
    return matchedCount === 1;
  },

  claim: (claim) => claimLookups(registrations, claim),

  async release(tokens) {
    await registrations.updateMany(
      { 'lease.token': { $in: [...tokens] } },
      { $set: { lease: null } },
    );
  },

  async withIntents(changedBefore, limit, except = []) {
    const documents = await registrations
      .find({
        'intents.id': { $gt: BEFORE_ALL_IDS },
        ...isUnchangedSince(changedBefore),
        ...(except.length > 0 ? { _id: { $nin: [...except] } } : {}),
      })
      .sort({ 'intents.id': 1 })
      .limit(limit)
      .lean();
    return documents.map(toRecord);
  },

  async dropIntent(domain, intentId) {
    await registrations.updateOne(
      { _id: domain },
      { $pull: { intents: { id: toObjectId(intentId) } } },
    );
  },

  async crowdAt(server, expiresAt) {
    const crowd = { 'registration.server': server, dueAt: { $ne: null } };
    const domains = await registrations.countDocuments(crowd);
    if (expiresAt === null) return { domains, nearer: domains };
    const nearer = { ...crowd, 'registration.expiresAt': { $lt: expiresAt } };
    return { domains, nearer: await registrations.countDocuments(nearer) };
  },

  async changedSince(since, limit) {
    const documents = await registrations
      .find({ updatedAt: { $gte: since } }, { _id: 1 })
      .sort({ updatedAt: 1 })
      .limit(limit)
      .lean();
    return documents.map(({ _id }) => _id);
  },

  async expiring({ after, limit }) {
    const documents = await registrations
      .find({
        ...isAfterPlace('registration.expiresAt', after, (domain) => domain),
        dueAt: { $ne: null },
      })
      .sort({ 'registration.expiresAt': 1, _id: 1 })
      .limit(limit)
      .read(listReadPreference)
      .lean();
    return documents.map(toRecord);
  },
});
