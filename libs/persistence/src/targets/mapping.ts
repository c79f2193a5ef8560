import {
  certificateExpiry,
  type CertificateWatch,
  type LastCheck,
  partitionOf,
  STATUS_RANK,
  type StatusState,
  type TargetRecord,
} from '@app/domain';
import {
  WATCH_KINDS,
  type Watches,
  type WatchName,
  type WatchState,
} from '@app/domain/check-kinds';
import { toObjectId } from '../common/ids.ts';
import { fromEntryDocuments, toEntryDocument } from '../common/outbox-mapping.ts';
import { fromCheckDocument, toCheckDocument } from '../results/check-mapping.ts';
import { fromHourDocuments, toHourDocuments, uptimeKeyOf } from './hours-mapping.ts';
import { fromKeptCheck, fromKeptWatch, type KeptWatch, type KeptWatches } from './kept-failures.ts';
import type { TargetDocument } from './model.ts';
import { fromSettingsDocument, toAlertingDocument, toRequestDocument } from './settings-mapping.ts';
import { fromStateDocument, toStateDocument } from './state-mapping.ts';

export const toDocument = (target: TargetRecord): TargetDocument => {
  const {
    id,
    request,
    alerting,
    state,
    lastCheck,
    certificate,
    blind,
    recent,
    hours,
    intents,
    ...fields
  } = target;
  return {
    _id: toObjectId(id),
    ...fields,
    request: toRequestDocument(request),
    alerting: toAlertingDocument(alerting),
    ...stateFields(state),
    recent: recent.map(toCheckDocument),
    recentCount: recent.length,
    ...lastCheckFields(lastCheck),
    ...certificateFields(certificate),
    ...toHourDocuments(hours),
    uptimeKey: uptimeKeyOf(hours),
    intents: intents.map(toEntryDocument),
    recordedBy: null,
    partition: partitionOf(id),
    ...textFields(target),
    ...(blind ? { blind } : {}),
  };
};

/** The state with what is derived from it. */
export const stateFields = (state: StatusState): Pick<TargetDocument, 'state' | 'rank'> => ({
  state: toStateDocument(state),
  rank: STATUS_RANK[state.status],
});

export const lastCheckFields = (
  lastCheck: LastCheck | null,
): Pick<TargetDocument, 'lastCheck' | 'slowness'> => ({
  lastCheck,
  slowness: lastCheck?.latencyMs ?? -1,
});

export const certificateFields = (
  certificate: CertificateWatch | null,
): Pick<TargetDocument, 'certificate' | 'certificateEnd'> => ({
  certificate,
  certificateEnd: certificate && endOf(certificate),
});

/** When the first certificate of the chain ends; null while it is not watched or was never read. */
export const endOf = ({ dueAt, reading }: Pick<KeptWatch, 'dueAt' | 'reading'>): Date | null =>
  dueAt && reading && certificateExpiry(reading.evidence, 0, reading.at).validTo;

export const textFields = ({
  name,
  url,
}: Pick<TargetRecord, 'name' | 'url'>): Pick<TargetDocument, 'nameKey' | 'searchText'> => ({
  nameKey: name.toLowerCase(),
  searchText: `${name}\n${url}`.toLowerCase(),
});

/** What each kind of check knows of a target. */
export function watchesOf(document: Partial<KeptWatches>): Watches {
  const known = { ...document, certificate: fromKeptWatch(document.certificate ?? null) };
  return allWatches((name) => known[name]);
}

export const allWatches = (stateOf: (name: WatchName) => WatchState | null): Watches =>
  Object.fromEntries(WATCH_NAMES.map((name) => [name, stateOf(name)])) as Watches;

const WATCH_NAMES = Object.keys(WATCH_KINDS) as WatchName[];

export type TargetWithoutRecent = Omit<TargetDocument, 'recent'> & { recent?: undefined };

export const toRecord = (document: TargetDocument | TargetWithoutRecent): TargetRecord => ({
  id: document._id.toHexString(),
  ...fromSettingsDocument(document),
  urlKey: document.urlKey,
  createdAt: document.createdAt,
  updatedAt: document.updatedAt,
  pausedAt: document.pausedAt,
  removedAt: document.removedAt,
  version: document.version,
  state: fromStateDocument(document.state),
  lastCheck: fromKeptCheck(document.lastCheck),
  schedule: document.schedule,
  ...watchesOf(document),
  domain: document.domain ?? null,
  recent: document.recent?.map(fromCheckDocument) ?? [],
  hours: fromHourDocuments(document),
  gaps: document.gaps ?? [],
  intents: fromEntryDocuments(document.intents),
  ...(document.blind ? { blind: document.blind } : {}),
  ...(document.pauses ? { pauses: document.pauses } : {}),
});
