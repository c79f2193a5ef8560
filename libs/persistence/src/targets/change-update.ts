import {
  ENDED_HOURS,
  type HourTotals,
  KEPT_GAPS,
  KEPT_PAUSES,
  type TargetChange,
} from '@app/domain';
import type { UpdateQuery } from 'mongoose';
import { toEntryDocument } from '../common/outbox-mapping.ts';
import { present } from '../common/present.ts';
import { changedAt } from '../common/updated-at.ts';
import { toCheckDocument } from '../results/check-mapping.ts';
import { toHourDocument, toHourDocuments, uptimeKey, uptimeKeyOf } from './hours-mapping.ts';
import { certificateFields, lastCheckFields, stateFields } from './mapping.ts';
import type { TargetDocument } from './model.ts';
import { toAlertingDocument, toRequestDocument } from './settings-mapping.ts';

/** The update that applies a change, its appended parts included, and raises the version. */
export function changeUpdate(change: TargetChange, now: Date): UpdateQuery<TargetDocument> {
  const {
    check,
    lastCheck,
    certificate,
    intents = [],
    request,
    alerting,
    state,
    hour,
    gap,
    pause,
    repair,
    blind,
    ...fields
  } = change;
  return {
    $set: present({
      ...fields,
      request: request && toRequestDocument(request),
      alerting: alerting && toAlertingDocument(alerting),
      ...(state ? stateFields(state) : {}),
      ...(lastCheck === undefined ? {} : lastCheckFields(lastCheck)),
      ...(certificate === undefined ? {} : certificateFields(certificate)),
      hour: hour && toHourDocument(hour.running),
      uptimeKey: hour && uptimeKey(hour.running),
      blind: blind ?? undefined,
      ...(repair ? repairedFields(repair, now) : {}),
    }),
    ...(repair ? {} : changedAt(now)),
    ...(blind === null ? { $unset: { blind: 1 } } : {}),
    $inc: { version: 1, ...(check ? { recentCount: 1 } : {}) },
    ...pushed({ check, intents, ended: hour?.ended ?? null, gap, pause }),
  };
}

const repairedFields = (
  { hours, gaps, pauses, createdAt }: NonNullable<TargetChange['repair']>,
  now: Date,
): Partial<TargetDocument> => ({
  ...toHourDocuments(hours),
  uptimeKey: uptimeKeyOf(hours),
  gaps: [...gaps],
  ...(pauses ? { pauses: [...pauses] } : {}),
  createdAt,
  updatedAt: now,
});

/** What is appended; absent when nothing is, because servers refuse an empty `$push`. */
function pushed({
  check,
  intents,
  ended,
  gap,
  pause,
}: {
  check: TargetChange['check'];
  intents: NonNullable<TargetChange['intents']>;
  ended: HourTotals | null;
  gap: TargetChange['gap'];
  pause: TargetChange['pause'];
}): Pick<UpdateQuery<TargetDocument>, '$push'> {
  const $push = {
    ...(check ? { recent: toCheckDocument(check) } : {}),
    ...(intents.length > 0 ? { intents: { $each: intents.map(toEntryDocument) } } : {}),
    ...(ended ? { hours: { $each: [toHourDocument(ended)], $slice: -ENDED_HOURS } } : {}),
    ...(gap ? { gaps: { $each: [gap], $slice: -KEPT_GAPS } } : {}),
    ...(pause ? { pauses: { $each: [pause], $slice: -KEPT_PAUSES } } : {}),
  };
  return Object.keys($push).length > 0 ? { $push } : {};
}
