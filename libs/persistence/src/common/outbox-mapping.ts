import type { OutboxEntry } from '@app/domain';
import type { Types } from 'mongoose';
import { type CauseFields, fromCauseFields, toCauseFields } from './cause-mapping.ts';
import { toHexOrNull, toObjectId, toObjectIdOrNull, toObjectIds } from './ids.ts';

type OpenEntry = Extract<OutboxEntry, { type: 'open' }>;
type WarnEntry = Extract<OutboxEntry, { type: 'warn' }>;
type EndEntry = Extract<OutboxEntry, { type: 'end' }>;
/** Intents that refer to nothing by id. */
type OtherEntry = Exclude<OutboxEntry, OpenEntry | WarnEntry | EndEntry>;

type WithObjectId<T> = T extends OutboxEntry ? Omit<T, 'id'> & { id: Types.ObjectId } : never;

export type OutboxEntryDocument =
  | (Omit<OpenEntry, 'id' | 'alertId' | 'downAlertId' | 'cause'> &
      CauseFields & {
        id: Types.ObjectId;
        alertId: Types.ObjectId;
        downAlertId: Types.ObjectId | null;
      })
  | (Omit<WarnEntry, 'id' | 'alertIds' | 'newAlertId' | 'cause'> &
      CauseFields & {
        id: Types.ObjectId;
        alertIds: Types.ObjectId[];
        newAlertId: Types.ObjectId | null;
      })
  | (Omit<EndEntry, 'id' | 'alertIds'> & { id: Types.ObjectId; alertIds: Types.ObjectId[] })
  | WithObjectId<OtherEntry>;

export function toEntryDocument(intent: OutboxEntry): OutboxEntryDocument {
  const id = toObjectId(intent.id);
  switch (intent.type) {
    case 'open': {
      const { cause, ...fields } = intent;
      return {
        ...fields,
        ...toCauseFields(cause),
        id,
        alertId: toObjectId(intent.alertId),
        downAlertId: toObjectIdOrNull(intent.downAlertId),
      };
    }
    case 'warn': {
      const { cause, ...fields } = intent;
      return {
        ...fields,
        ...toCauseFields(cause),
        id,
        alertIds: toObjectIds(intent.alertIds),
        newAlertId: toObjectIdOrNull(intent.newAlertId),
      };
    }
    case 'end':
      return { ...intent, id, alertIds: toObjectIds(intent.alertIds) };
    case 'watch-certificate':
    case 'watch-domain':
    case 'leave-domain':
    case 'show-status':
    case 'erase':
      return { ...intent, id };
  }
}

/** Entries as this version knows them. What only a newer one knows stays in the document for its workers. */
export const fromEntryDocuments = (documents: readonly OutboxEntryDocument[]): OutboxEntry[] =>
  documents.flatMap((document) => fromEntryDocument(document) ?? []);

/** Null for an entry of a type that only a newer version knows. */
function fromEntryDocument(document: OutboxEntryDocument): OutboxEntry | null {
  const id = document.id.toHexString();
  switch (document.type) {
    case 'open': {
      const { reason, cause, reasonHash, ...fields } = document;
      return {
        ...fields,
        cause: fromCauseFields({ reason, cause, reasonHash }),
        id,
        alertId: document.alertId.toHexString(),
        downAlertId: toHexOrNull(document.downAlertId),
      };
    }
    case 'warn': {
      const { reason, cause, reasonHash, ...fields } = document;
      return {
        ...fields,
        cause: fromCauseFields({ reason, cause, reasonHash }),
        id,
        alertIds: document.alertIds.map((a) => a.toHexString()),
        newAlertId: toHexOrNull(document.newAlertId),
      };
    }
    case 'end':
      return { ...document, id, alertIds: document.alertIds.map((a) => a.toHexString()) };
    case 'watch-certificate':
    case 'watch-domain':
    case 'leave-domain':
    case 'show-status':
    case 'erase':
      return { ...document, id };
    default:
      return null;
  }
}
