import { SYSTEM_SUBJECT } from '@app/domain';
import type { mongo } from 'mongoose';
import type { AlertDocument } from '../alerts/model.ts';
import { fromHourDocuments, uptimeKeyOf } from '../targets/hours-mapping.ts';
import { endOf } from '../targets/mapping.ts';
import type { TargetDocument } from '../targets/model.ts';

/** What an alert of the version before was about: its target, or the monitor itself. */
export function subjectFields(document: mongo.Document): Pick<AlertDocument, 'subject'> {
  const { targetId } = document as AlertDocument;
  return { subject: targetId?.toHexString() ?? SYSTEM_SUBJECT };
}

/** The key of the list that a target of the version before does not carry. */
export function uptimeFields(document: mongo.Document): Pick<TargetDocument, 'uptimeKey'> {
  const { hour, hours } = document as Partial<TargetDocument>;
  return { uptimeKey: uptimeKeyOf(fromHourDocuments({ hour: hour ?? null, hours: hours ?? [] })) };
}

/** The end of a certificate that a target of the version before does not carry as a field. */
export function certificateEndFields(
  document: mongo.Document,
): Pick<TargetDocument, 'certificateEnd'> {
  const { certificate } = document as TargetDocument;
  return { certificateEnd: certificate ? endOf(certificate) : null };
}
