import type { TargetRecord } from '@app/domain';
import type { TargetStore } from '@app/monitoring';
import type { Model } from 'mongoose';
import { isAfterPlace } from '../common/expiry-place.ts';
import { toObjectId } from '../common/ids.ts';
import type { StoreOptions } from '../common/options.ts';
import { WITHOUT_RECENT } from './claim.ts';
import { toRecord, type TargetWithoutRecent } from './mapping.ts';
import type { TargetDocument } from './model.ts';

/** Targets whose certificate is watched and was read, what ends first comes first. */
export async function expiringCertificates(
  targets: Model<TargetDocument>,
  { after, limit }: Parameters<TargetStore['expiring']>[0],
  listReadPreference: StoreOptions['listReadPreference'],
): Promise<TargetRecord[]> {
  const documents = await targets
    .find({ ...isAfterPlace('certificateEnd', after, toObjectId), removedAt: null }, WITHOUT_RECENT)
    .sort({ certificateEnd: 1, _id: 1 })
    .limit(limit)
    .read(listReadPreference)
    .lean<TargetWithoutRecent[]>();
  return documents.map(toRecord);
}
