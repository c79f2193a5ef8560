import type { CertificateWatch, ClaimedTarget, Lease, Vault } from '@app/domain';
import type { TargetStore } from '@app/monitoring';
import { mongo, type Model, type QueryFilter } from 'mongoose';
import { driverCollection } from '../common/driver-collection.ts';
import { toObjectId } from '../common/ids.ts';
import { openedRequest } from '../common/opened-request.ts';
import { isFree, LONGEST_LEASE_MS } from '../common/lease.ts';
import { fromKeptCheck } from './kept-failures.ts';
import { fromHourDocument } from './hours-mapping.ts';
import type { TargetDocument } from './model.ts';
import {
  fromExpectationDocument,
  fromRequestDocument,
  fromThresholdsDocument,
} from './settings-mapping.ts';
import { SharedGroups } from './shared-groups.ts';
import { fromStateDocument } from './state-mapping.ts';
import { idOfBytes, WaitingClaim, type ClaimHead } from './waiting-claim.ts';

export const WITHOUT_RECENT = { recent: 0 } as const;

/** This is the read that is made most: what an http check has no use for stays where it is. */
const FOR_CHECKS = {
  url: 1,
  intervalSeconds: 1,
  request: 1,
  expect: 1,
  thresholds: 1,
  version: 1,
  state: 1,
  lastCheck: 1,
  schedule: 1,
  recentCount: 1,
  hour: 1,
  blind: 1,
  'certificate.origin': 1,
  'certificate.strayedAt': 1,
} as const satisfies Partial<Record<keyof TargetDocument | OfWatch, 1>>;

type OfWatch = 'certificate.origin' | 'certificate.strayedAt';

type ToCheckDocument = Pick<TargetDocument, '_id' | Exclude<keyof typeof FOR_CHECKS, OfWatch>> & {
  certificate?: Pick<CertificateWatch, 'origin' | 'strayedAt'> | null;
};

/** Settings that a check reads and most targets share, as they usually stand at their defaults. */
type Groups = Pick<ClaimedTarget['target'], 'request' | 'expect' | 'thresholds'>;

type WithoutGroups = Omit<ToCheckDocument, keyof Groups>;

const groupsOf = (document: Pick<ToCheckDocument, keyof Groups>): Groups => ({
  request: fromRequestDocument(document.request),
  expect: fromExpectationDocument(document.expect),
  thresholds: fromThresholdsDocument(document.thresholds),
});

const sharedGroups = new SharedGroups(['request', 'expect', 'thresholds'], (document) =>
  groupsOf(document as Pick<ToCheckDocument, keyof Groups>),
);

/** Condition that nobody holds a target at an instant. */
export const free = (now: Date): QueryFilter<TargetDocument> =>
  isFree('schedule.lease', now, LONGEST_LEASE_MS.check);

/**
 * Claims due targets in three steps: which are due, take those that are still free, read what was taken.
 * Two claimers that see the same targets share them: the second step is atomic for each one.
 */
export async function claimDue(
  targets: Model<TargetDocument>,
  vault: Vault,
  { partitions, horizon, now, limit, lease }: Parameters<TargetStore['claimDue']>[0],
): Promise<ClaimedTarget[]> {
  const isDue = {
    'schedule.dueAt': { $lte: horizon },
    partition: { $in: [...partitions] },
    ...free(now),
  };
  const due = await targets
    .find(isDue, { _id: 1, 'schedule.dueAt': 1 })
    .sort({ 'schedule.dueAt': 1, partition: 1 })
    .limit(limit)
    .batchSize(inOneBatch(limit))
    .lean<Pick<TargetDocument, '_id' | 'schedule'>[]>();
  if (due.length === 0) return [];

  const ids = due.map(({ _id }) => _id);
  const { modifiedCount } = await targets.updateMany(
    { _id: { $in: ids }, ...isDue },
    { $set: { 'schedule.lease': lease } },
  );
  if (modifiedCount === 0) return [];

  const taken = await driverCollection(targets)
    .find<Uint8Array>(
      { _id: { $in: ids }, 'schedule.lease.token': lease.token },
      { projection: FOR_CHECKS, batchSize: inOneBatch(ids.length), raw: true },
    )
    .toArray();
  const toBody = (bytes: Uint8Array) => {
    const { rest, groups } = sharedGroups.read(bytes);
    return bodyOf(rest as WithoutGroups, groups, vault);
  };
  const slots = new Map(due.map(({ _id, schedule }) => [_id.toHexString(), schedule.dueAt]));
  return taken
    .flatMap((bytes) => {
      const slot = slots.get(idOfBytes(bytes) ?? '') ?? slotOfBytes(bytes);
      return slot ? [new WaitingClaim({ slot, origin: 'scheduled', lease }, bytes, toBody)] : [];
    })
    .sort((a, b) => a.slot.getTime() - b.slot.getTime());
}

/** The slot as the document says, where its id does not come first. */
const slotOfBytes = (bytes: Uint8Array): Date | null =>
  (mongo.BSON.deserialize(bytes) as ToCheckDocument).schedule.dueAt;

/** A batch that is full leaves its cursor open, and the end is worth no question of its own. */
const inOneBatch = (documents: number): number => documents + 1;

/**
 * Claims the urgent check of a target in one atomic step; null when it has not come or somebody holds it. Where the
 * scheduled check is due as well it is that one, so that its sample is kept: one check answers both.
 */
export async function claimUrgent(
  targets: Model<TargetDocument>,
  vault: Vault,
  { id, now, lease }: { id: string; now: Date; lease: Lease },
): Promise<ClaimedTarget | null> {
  const document = await targets
    .findOneAndUpdate(
      { _id: toObjectId(id), 'schedule.urgent.slot': { $lte: now }, ...free(now) },
      { $set: { 'schedule.lease': lease } },
      { returnDocument: 'after', projection: FOR_CHECKS },
    )
    .lean<ToCheckDocument | null>();
  if (!document?.schedule.urgent) return null;
  const { urgent, dueAt } = document.schedule;
  const check = dueAt && dueAt <= now ? { slot: dueAt, origin: 'scheduled' as const } : urgent;
  return { ...bodyOf(document, groupsOf(document), vault), ...check, lease };
}

const bodyOf = (
  document: WithoutGroups,
  { request, expect, thresholds }: Groups,
  vault: Vault,
): Omit<ClaimedTarget, keyof ClaimHead> => ({
  target: {
    id: document._id.toHexString(),
    url: document.url,
    intervalSeconds: document.intervalSeconds,
    request: openedRequest(vault, document._id.toHexString(), request),
    expect,
    thresholds,
    version: document.version,
    state: fromStateDocument(document.state),
    lastCheck: fromKeptCheck(document.lastCheck),
    schedule: document.schedule,
    ...(document.blind ? { blind: document.blind } : {}),
  },
  ...(document.certificate?.origin ? { securedAt: document.certificate.origin } : {}),
  ...(document.certificate?.strayedAt ? { strayedAt: document.certificate.strayedAt } : {}),
  recentCount: document.recentCount,
  hour: document.hour ? fromHourDocument(document.hour) : null,
});
