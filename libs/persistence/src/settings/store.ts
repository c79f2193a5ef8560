import { DEFAULT_SETTINGS, type RetentionSettings, type Settings } from '@app/domain';
import type { SettingsStore } from '@app/monitoring';
import type { Model } from 'mongoose';
import { toObjectIds } from '../common/ids.ts';
import { present } from '../common/present.ts';
import type { SettingsDocument } from './model.ts';

const ID = 'installation';

export const createSettingsStore = (settings: Model<SettingsDocument>): SettingsStore => ({
  async get() {
    return toSettings(await settings.findOne({ _id: ID }).lean());
  },

  async update(change) {
    const document = await settings
      .findOneAndUpdate(
        { _id: ID },
        { $set: toFields(change) },
        { upsert: true, returnDocument: 'after' },
      )
      .lean();
    return toSettings(document);
  },
});

const toFields = ({
  adminChannelIds,
  retention,
  ...rest
}: Partial<Settings>): Partial<SettingsDocument> =>
  present({
    adminChannelIds: adminChannelIds && toObjectIds(adminChannelIds),
    retention: retention && toRetention(retention),
    ...rest,
  });

/** Processes of an older version refuse what they do not know: it is absent at its default. */
function toRetention({ auditDays, ...rest }: RetentionSettings): SettingsDocument['retention'] {
  return { ...rest, ...(auditDays !== DEFAULT_SETTINGS.retention.auditDays && { auditDays }) };
}

const toSettings = (document: SettingsDocument | null): Settings => ({
  ...DEFAULT_SETTINGS,
  ...(document?.blindness && { blindness: document.blindness }),
  ...(document?.retention && {
    retention: { ...DEFAULT_SETTINGS.retention, ...document.retention },
  }),
  ...(document?.timeZone && { timeZone: document.timeZone }),
  ...(document?.adminChannelIds && {
    adminChannelIds: document.adminChannelIds.map((id) => id.toHexString()),
  }),
});
