import type { StatusState } from '@app/domain';
import { toHexOrNull, toObjectId, toObjectIdOrNull } from '../common/ids.ts';
import type { StateDocument } from './model.ts';

export const toStateDocument = ({ outage, ...state }: StatusState): StateDocument => ({
  ...state,
  outage: outage && {
    ...outage,
    alertId: toObjectId(outage.alertId),
    persistentAlertId: toObjectIdOrNull(outage.persistentAlertId),
  },
});

export const fromStateDocument = ({ outage, ...state }: StateDocument): StatusState => ({
  ...state,
  outage: outage && {
    ...outage,
    alertId: outage.alertId.toHexString(),
    persistentAlertId: toHexOrNull(outage.persistentAlertId),
  },
});
