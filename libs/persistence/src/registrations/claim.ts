import type { RegistrationRecord } from '@app/domain';
import type { RegistrationStore } from '@app/monitoring';
import type { Model } from 'mongoose';
import { isFree, LONGEST_LEASE_MS } from '../common/lease.ts';
import { toRecord } from './mapping.ts';
import type { RegistrationDocument } from './model.ts';

/** Lookups that were put off until one instant are many: the domain that ends first is the first. */
const ORDER = { dueAt: 1, 'registration.expiresAt': 1 } as const;

/**
 * Claims due lookups in three steps, as `claimDue` of targets does: which are due, take those that are still
 * free, read what was taken.
 */
export async function claimLookups(
  registrations: Model<RegistrationDocument>,
  { now, limit, lease }: Parameters<RegistrationStore['claim']>[0],
): Promise<RegistrationRecord[]> {
  const isDue = { dueAt: { $lte: now }, ...isFree('lease', now, LONGEST_LEASE_MS.lookup) };
  const due = await registrations.find(isDue, { _id: 1 }).sort(ORDER).limit(limit).lean();
  if (due.length === 0) return [];

  const ids = due.map(({ _id }) => _id);
  const { modifiedCount } = await registrations.updateMany(
    { _id: { $in: ids }, ...isDue },
    { $set: { lease } },
  );
  if (modifiedCount === 0) return [];

  const taken = await registrations
    .find({ _id: { $in: ids }, 'lease.token': lease.token })
    .sort(ORDER)
    .lean();
  return taken.map(toRecord);
}
