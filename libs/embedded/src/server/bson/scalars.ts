import { BsonType, type RawValue } from './raw-value.ts';

export function isNumber(value: RawValue): boolean {
  return (
    value.type === BsonType.int32 || value.type === BsonType.double || value.type === BsonType.int64
  );
}

/** The value as a double; longs beyond 2^53 lose their last digits. The value must be a number. */
export function numberOf(value: RawValue): number {
  switch (value.type) {
    case BsonType.int32:
      return value.bytes.readInt32LE(value.start);
    case BsonType.double:
      return value.bytes.readDoubleLE(value.start);
    default:
      return Number(value.bytes.readBigInt64LE(value.start));
  }
}

/** The exact integer of an int32 or int64. */
export function integerOf(value: RawValue): bigint {
  return value.type === BsonType.int32
    ? BigInt(value.bytes.readInt32LE(value.start))
    : value.bytes.readBigInt64LE(value.start);
}

/** The text of a string value. */
export function textOf(value: RawValue): string {
  return value.bytes.toString('utf8', value.start + 4, value.end - 1);
}

/** Truth as commands understand it: `true` or a number that is not zero. */
export function isTrue(value: RawValue | undefined): boolean {
  if (value === undefined) return false;
  if (value.type === BsonType.boolean) return value.bytes[value.start] === 1;
  return isNumber(value) && numberOf(value) !== 0;
}

/** What error messages call a type; the names are MongoDB's. */
export function typeName(value: RawValue): string {
  switch (value.type) {
    case BsonType.double:
      return 'double';
    case BsonType.string:
      return 'string';
    case BsonType.object:
      return 'object';
    case BsonType.array:
      return 'array';
    case BsonType.binary:
      return 'binData';
    case BsonType.objectId:
      return 'objectId';
    case BsonType.boolean:
      return 'bool';
    case BsonType.date:
      return 'date';
    case BsonType.null:
      return 'null';
    case BsonType.regex:
      return 'regex';
    case BsonType.int32:
      return 'int';
    case BsonType.int64:
      return 'long';
    default:
      return `type ${String(value.type)}`;
  }
}
