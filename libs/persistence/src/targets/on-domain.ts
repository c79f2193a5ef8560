import type { TargetOnDomain } from '@app/domain';
import type { Model } from 'mongoose';
import type { TargetDocument } from './model.ts';
import {
  fromAlertingDocument,
  fromDnsWatchDocument,
  fromThresholdsDocument,
} from './settings-mapping.ts';
import { fromStateDocument } from './state-mapping.ts';

/** Targets on each domain that are checked, oldest first, as far as its registration concerns them. */
export async function onDomains(
  targets: Model<TargetDocument>,
  domains: readonly string[],
): Promise<Map<string, TargetOnDomain[]>> {
  const documents = await targets
    .find(
      { domain: { $in: [...domains] }, pausedAt: null, removedAt: null },
      {
        domain: 1,
        url: 1,
        name: 1,
        tags: 1,
        thresholds: 1,
        alerting: 1,
        dnsWatch: 1,
        createdAt: 1,
        state: 1,
      },
    )
    .sort({ createdAt: 1, _id: 1 })
    .lean();
  const found = new Map<string, TargetOnDomain[]>();
  for (const { _id, domain, alerting, state, ...fields } of documents) {
    const { url, name, tags, thresholds, dnsWatch, createdAt } = fields;
    const target = {
      id: _id.toHexString(),
      url,
      name,
      tags,
      thresholds: fromThresholdsDocument(thresholds),
      alerting: fromAlertingDocument(alerting),
      dnsWatch: fromDnsWatchDocument(dnsWatch),
      createdAt,
      state: fromStateDocument(state),
    };
    const others = found.get(domain ?? '');
    if (others) others.push(target);
    else found.set(domain ?? '', [target]);
  }
  return found;
}

/** Ids of targets on domains, paused ones included, oldest first on each. */
export async function idsOnDomains(
  targets: Model<TargetDocument>,
  domains: readonly string[],
  limit: number,
): Promise<string[]> {
  const documents = await targets
    .find({ domain: { $in: [...domains] }, removedAt: null }, { _id: 1 })
    .sort({ domain: 1, createdAt: 1, _id: 1 })
    .limit(limit)
    .lean();
  return documents.map(({ _id }) => _id.toHexString());
}

/** Number of targets on each domain, paused ones included; domains without any are left out. */
export async function countOnDomains(
  targets: Model<TargetDocument>,
  domains: readonly string[],
): Promise<Map<string, number>> {
  const groups = await targets.aggregate<{ _id: string; count: number }>([
    { $match: { domain: { $in: [...domains] }, removedAt: null } },
    { $group: { _id: '$domain', count: { $sum: 1 } } },
  ]);
  return new Map(groups.map(({ _id, count }) => [_id, count]));
}

/** Ids of targets whose domain was never stored: one that has none was decided and has null. */
export async function withoutDomain(
  targets: Model<TargetDocument>,
  limit: number,
): Promise<string[]> {
  // Equal to null bounds the scan of the index on every server; what exists is sorted out afterwards.
  const documents = await targets
    .find({ domain: { $eq: null, $exists: false }, removedAt: null }, { _id: 1 })
    .limit(limit)
    .lean();
  return documents.map(({ _id }) => _id.toHexString());
}
