import { deserialize, serialize, type Document } from 'bson';
import { documentFrom, field, nullValue, type RawValue } from '../server/bson/raw-value.ts';

/** A JavaScript object as the server sees it. */
export function rawDocument(document: Document): RawValue {
  return documentFrom(Buffer.from(serialize(document, { ignoreUndefined: true })));
}

/** A single JavaScript value as the server sees it. */
export function rawValue(value: unknown): RawValue {
  return field(rawDocument({ value }), 'value') ?? nullValue;
}

/** What the driver would give its user. */
export function plain(document: RawValue): Document {
  return deserialize(document.slice());
}
