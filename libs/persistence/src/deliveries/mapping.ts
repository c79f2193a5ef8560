import type { DeliveryRecord } from '@app/domain';
import { toSendFact } from '../common/sending-mapping.ts';
import { toHexOrNull, toObjectId, toObjectIdOrNull } from '../common/ids.ts';
import type { DeliveryDocument } from './model.ts';

export const toDocument = ({
  id,
  alertId,
  channelId,
  ...fields
}: DeliveryRecord): DeliveryDocument => ({
  _id: toObjectId(id),
  alertId: toObjectId(alertId),
  channelId: toObjectIdOrNull(channelId),
  ...fields,
  lease: null,
});

export const toRecord = ({
  _id,
  alertId,
  channelId,
  attempts,
  lease: _,
  ...fields
}: DeliveryDocument): DeliveryRecord => ({
  id: _id.toHexString(),
  alertId: alertId.toHexString(),
  channelId: toHexOrNull(channelId),
  attempts: attempts.map(({ at, outcome, ...sent }) => ({ at, outcome, fact: toSendFact(sent) })),
  ...fields,
});
