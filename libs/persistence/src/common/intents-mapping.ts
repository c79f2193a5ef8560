import type { Intent } from '@app/monitoring';
import type { Types } from 'mongoose';
import { toHexOrNull, toObjectId, toObjectIdOrNull, toObjectIds } from './ids.ts';

type OpenIntent = Extract<Intent, { type: 'open' }>;
type WarnIntent = Extract<Intent, { type: 'warn' }>;
type EndIntent = Extract<Intent, { type: 'end' }>;
/** Intents that refer to nothing by id. */
type OtherIntent = Exclude<Intent, OpenIntent | WarnIntent | EndIntent>;

type WithObjectId<T> = T extends Intent ? Omit<T, 'id'> & { id: Types.ObjectId } : never;

export type IntentDocument =
  | (Omit<OpenIntent, 'id' | 'alertId' | 'downAlertId'> & {
      id: Types.ObjectId;
      alertId: Types.ObjectId;
      downAlertId: Types.ObjectId | null;
    })
  | (Omit<WarnIntent, 'id' | 'alertIds' | 'newAlertId'> & {
      id: Types.ObjectId;
      alertIds: Types.ObjectId[];
      newAlertId: Types.ObjectId | null;
    })
  | (Omit<EndIntent, 'id' | 'alertIds'> & { id: Types.ObjectId; alertIds: Types.ObjectId[] })
  | WithObjectId<OtherIntent>;

export function toIntentDocument(intent: Intent): IntentDocument {
  const id = toObjectId(intent.id);
  switch (intent.type) {
    case 'open':
      return {
        ...intent,
        id,
        alertId: toObjectId(intent.alertId),
        downAlertId: toObjectIdOrNull(intent.downAlertId),
      };
    case 'warn':
      return {
        ...intent,
        id,
        alertIds: toObjectIds(intent.alertIds),
        newAlertId: toObjectIdOrNull(intent.newAlertId),
      };
    case 'end':
      return { ...intent, id, alertIds: toObjectIds(intent.alertIds) };
    case 'watch-domain':
    case 'leave-domain':
    case 'erase':
      return { ...intent, id };
  }
}

export function fromIntentDocument(document: IntentDocument): Intent {
  const id = document.id.toHexString();
  switch (document.type) {
    case 'open':
      return {
        ...document,
        id,
        alertId: document.alertId.toHexString(),
        downAlertId: toHexOrNull(document.downAlertId),
      };
    case 'warn':
      return {
        ...document,
        id,
        alertIds: document.alertIds.map((a) => a.toHexString()),
        newAlertId: toHexOrNull(document.newAlertId),
      };
    case 'end':
      return { ...document, id, alertIds: document.alertIds.map((a) => a.toHexString()) };
    case 'watch-domain':
    case 'leave-domain':
    case 'erase':
      return { ...document, id };
  }
}
