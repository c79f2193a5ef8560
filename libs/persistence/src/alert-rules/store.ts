import { DEFAULT_POLICIES, NO_POLICY, type Policies } from '@app/domain/alerting';
import type { AlertRuleStore } from '@app/monitoring';
import type { Model } from 'mongoose';
import { isDuplicateKey } from '../common/duplicate-key.ts';
import type { SettingsDocument } from '../settings/model.ts';

/** It stands beside the settings of the installation: an export carries it, and older versions leave it alone. */
const ID = 'alert-rules';

export const createAlertRuleStore = (settings: Model<SettingsDocument>): AlertRuleStore => ({
  async get() {
    const document = await settings.findOne({ _id: ID }).lean();
    return {
      policies: document?.policies ? complete(document.policies) : DEFAULT_POLICIES,
      mutes: document?.mutes ?? [],
      maintenance: document?.maintenance ?? [],
      version: document?.version ?? 0,
    };
  },

  async replace(version, rules) {
    const isFirst = version === 0;
    try {
      const { matchedCount, upsertedCount } = await settings.updateOne(
        { _id: ID, version: isFirst ? { $exists: false } : version },
        { $set: { ...rules, version: version + 1 } },
        { upsert: isFirst },
      );
      return matchedCount + upsertedCount === 1;
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      return false;
    }
  },
});

/** What an older version did not know was not decided. */
const complete = ({ defaults, byTag }: Policies): Policies => ({
  defaults: { ...NO_POLICY, ...defaults },
  byTag: byTag.map((policy) => ({ ...NO_POLICY, ...policy })),
});
