import type { AlertRecord } from '@app/domain';
import { fromCauseFields, toCauseFields } from '../common/cause-mapping.ts';
import { toHexOrNull, toObjectId, toObjectIdOrNull } from '../common/ids.ts';
import type { AlertDocument } from './model.ts';
import { fromTroubleDocument, toTroubleDocument } from './trouble-mapping.ts';

export const toDocument = ({
  id,
  targetId,
  cause,
  troubles,
  ...fields
}: AlertRecord): AlertDocument => ({
  _id: toObjectId(id),
  targetId: toObjectIdOrNull(targetId),
  ...fields,
  ...toCauseFields(cause),
  ...(troubles && { troubles: troubles.map(toTroubleDocument) }),
});

export const toRecord = ({
  _id,
  targetId,
  domain = null,
  reason,
  cause,
  reasonHash,
  troubles,
  ...fields
}: AlertDocument): AlertRecord => ({
  id: _id.toHexString(),
  targetId: toHexOrNull(targetId),
  domain,
  ...fields,
  cause: fromCauseFields({ reason, cause, reasonHash }),
  ...(troubles && { troubles: troubles.map(fromTroubleDocument) }),
});
