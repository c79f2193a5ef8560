import type { AlertRecord } from '@app/domain';
import { toHexOrNull, toObjectId, toObjectIdOrNull } from '../common/ids.ts';
import type { AlertDocument } from './model.ts';

export const toDocument = ({ id, targetId, ...fields }: AlertRecord): AlertDocument => ({
  _id: toObjectId(id),
  targetId: toObjectIdOrNull(targetId),
  ...fields,
});

export const toRecord = ({
  _id,
  targetId,
  domain = null,
  ...fields
}: AlertDocument): AlertRecord => ({
  id: _id.toHexString(),
  targetId: toHexOrNull(targetId),
  domain,
  ...fields,
});
