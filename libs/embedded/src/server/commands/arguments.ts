import { BsonType, documentFrom, field, itemsOf, type RawValue } from '../bson/raw-value.ts';
import { isNumber, numberOf, textOf, typeName } from '../bson/scalars.ts';
import { encodeDocument } from '../bson/writer.ts';
import { ServerError } from '../bson/errors.ts';
import type { Request } from './context.ts';

const emptyDocument = documentFrom(encodeDocument({}));

/** The namespace of the collection that the command's own field names. Throws 73 when it names none. */
export function namespaceOf({ body, db }: Request, command: string): string {
  const name = field(body, command);
  if (name?.type !== BsonType.string || textOf(name) === '') {
    throw new ServerError(73, `The '${command}' command needs the name of a collection.`);
  }
  return `${db}.${textOf(name)}`;
}

/** A document field, empty when it is absent. Throws 14 for another type. */
export function documentArgument(body: RawValue, name: string): RawValue {
  const value = field(body, name);
  if (value === undefined || value.type === BsonType.null) return emptyDocument;
  if (value.type !== BsonType.object) throw wrongType(name, value, 'object');
  return value;
}

/** A whole number that is not negative, or `undefined`. Throws 14 and 2. */
export function countArgument(body: RawValue, name: string): number | undefined {
  const value = field(body, name);
  if (value === undefined) return undefined;
  if (!isNumber(value)) throw wrongType(name, value, 'number');
  const count = numberOf(value);
  if (!Number.isInteger(count) || count < 0) {
    throw new ServerError(
      51024,
      `BSON field '${name}' value must be >= 0, actual value '${String(count)}'`,
    );
  }
  return count;
}

/** The documents of a batch, from the body or from the sequence beside it. */
export function batchArgument({ body, sequences }: Request, name: string): readonly RawValue[] {
  const value = field(body, name);
  if (value !== undefined && value.type !== BsonType.array) throw wrongType(name, value, 'array');
  const items = value === undefined ? sequences.get(name) : itemsOf(value);
  if (items === undefined) throw missing(name);
  if (items.length === 0 || items.length > maxBatch) {
    throw new ServerError(
      16,
      `Write batch sizes must be between 1 and ${String(maxBatch)}. Got ${String(items.length)} operations.`,
    );
  }
  for (const item of items) {
    if (item.type !== BsonType.object) throw wrongType(name, item, 'object');
  }
  return items;
}

export const maxBatch = 100_000;

export function missing(name: string): ServerError {
  return new ServerError(40414, `BSON field '${name}' is missing but a required field`);
}

export function wrongType(name: string, value: RawValue, expected: string): ServerError {
  return new ServerError(
    14,
    `BSON field '${name}' is the wrong type '${typeName(value)}', expected type '${expected}'`,
  );
}
