import { documentFrom, field, type RawValue } from '../bson/raw-value.ts';
import { nullValue } from '../bson/raw-value.ts';
import type { Condition } from '../query/condition.ts';
import type { Row } from '../execution/scan.ts';
import { applyUpdate } from '../update/apply.ts';
import type { Update } from '../update/compile.ts';
import { documentForUpsert } from '../update/upsert.ts';
import type { Request } from './context.ts';

/** Updates one stored document. A change that changes nothing writes nothing. */
export function updateRow(
  { database, catalogue }: Request,
  namespace: string,
  row: Row,
  update: Update,
): { after: RawValue; isModified: boolean } {
  const after = applyUpdate(row.document, update, false);
  const isModified = !after.equals(row.document);
  if (isModified) {
    database.write(() => {
      catalogue.get(namespace)?.replace(row.id, row.document, after);
    });
  }
  return { after, isModified };
}

/** Inserts what an upsert makes when its filter finds nothing. */
export function upsert(
  { database, catalogue }: Request,
  namespace: string,
  condition: Condition,
  update: Update,
): RawValue {
  const document = documentFrom(documentForUpsert(condition, update).slice());
  database.write(() => {
    catalogue.getOrCreate(namespace).insert(document);
  });
  return document;
}

export function idOf(document: RawValue): RawValue {
  return field(document, '_id') ?? nullValue;
}
