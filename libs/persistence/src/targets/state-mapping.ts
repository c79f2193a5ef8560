import type { StatusState } from '@app/domain';
import { toHexOrNull, toObjectId, toObjectIdOrNull } from '../common/ids.ts';
import type { StateDocument } from './model.ts';

export const toStateDocument = ({ outage, slowAlertId, ...state }: StatusState): StateDocument => ({
  ...state,
  ...(slowAlertId === undefined ? {} : { slowAlertId: toObjectId(slowAlertId) }),
  outage: outage && {
    ...outage,
    alertId: toObjectId(outage.alertId),
    persistentAlertId: toObjectIdOrNull(outage.persistentAlertId),
  },
});

export const fromStateDocument = ({
  outage,
  slowAlertId,
  ...state
}: StateDocument): StatusState => ({
  ...state,
  ...(slowAlertId ? { slowAlertId: slowAlertId.toHexString() } : {}),
  outage: outage && {
    ...outage,
    alertId: outage.alertId.toHexString(),
    persistentAlertId: toHexOrNull(outage.persistentAlertId),
  },
});
