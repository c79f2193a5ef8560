import { nameAt } from './names.ts';

/** BSON type bytes, see https://bsonspec.org/spec.html. */
export const BsonType = {
  double: 0x01,
  string: 0x02,
  object: 0x03,
  array: 0x04,
  binary: 0x05,
  undefined: 0x06,
  objectId: 0x07,
  boolean: 0x08,
  date: 0x09,
  null: 0x0a,
  regex: 0x0b,
  databasePointer: 0x0c,
  code: 0x0d,
  symbol: 0x0e,
  codeWithScope: 0x0f,
  int32: 0x10,
  int64: 0x12,
} as const;

/**
 * One BSON value where it lies: its type and its byte range in a buffer that nobody changes.
 * Values are read from and copied between buffers as bytes, so a type never changes by accident.
 */
export class RawValue {
  readonly type: number;
  readonly bytes: Buffer;
  readonly start: number;
  readonly end: number;

  constructor(type: number, bytes: Buffer, start: number, end: number) {
    this.type = type;
    this.bytes = bytes;
    this.start = start;
    this.end = end;
  }

  /** The value's bytes, sharing memory. */
  slice(): Buffer {
    return this.bytes.subarray(this.start, this.end);
  }

  equals(other: RawValue): boolean {
    return (
      this.type === other.type &&
      this.end - this.start === other.end - other.start &&
      this.bytes.compare(other.bytes, other.start, other.end, this.start, this.end) === 0
    );
  }
}

/** The whole of `bytes` as one document. */
export function documentFrom(bytes: Buffer): RawValue {
  return new RawValue(BsonType.object, bytes, 0, bytes.length);
}

const noBytes = Buffer.alloc(0);
export const nullValue = new RawValue(BsonType.null, noBytes, 0, 0);
/** What an empty array counts as in index and sort keys: it sorts below null. */
export const emptyArrayValue = new RawValue(BsonType.undefined, noBytes, 0, 0);

/** Where the value of `type` that begins at `start` ends, or -1 for a type byte that BSON does not know. */
export function endOfValue(type: number, bytes: Buffer, start: number): number {
  switch (type) {
    case BsonType.double:
    case BsonType.date:
    case BsonType.int64:
    case 0x11: // timestamp
      return start + 8;
    case BsonType.string:
    case BsonType.code:
    case BsonType.symbol:
      return start + 4 + bytes.readInt32LE(start);
    case BsonType.object:
    case BsonType.array:
    case BsonType.codeWithScope:
      return start + bytes.readInt32LE(start);
    case BsonType.binary:
      return start + 5 + bytes.readInt32LE(start);
    case BsonType.objectId:
      return start + 12;
    case BsonType.boolean:
      return start + 1;
    case BsonType.int32:
      return start + 4;
    case BsonType.null:
    case BsonType.undefined:
    case 0x7f: // max key
    case 0xff: // min key
      return start;
    case BsonType.regex: {
      const pattern = bytes.indexOf(0, start);
      return pattern < 0 ? -1 : bytes.indexOf(0, pattern + 1) + 1;
    }
    case BsonType.databasePointer:
      return start + 4 + bytes.readInt32LE(start) + 12;
    case 0x13: // decimal128
      return start + 16;
    default:
      return -1;
  }
}

export interface Field {
  readonly name: string;
  readonly value: RawValue;
}

/** The fields of a document (or, with "0", "1", ... as names, of an array) in their order. */
export function fieldsOf(document: RawValue): Field[] {
  const { bytes } = document;
  const fields: Field[] = [];
  const end = document.end - 1;
  let position = document.start + 4;
  while (position < end) {
    const type = bytes.readUInt8(position);
    let nameEnd = position + 1;
    while (bytes[nameEnd] !== 0) nameEnd += 1;
    const valueEnd = endOfValue(type, bytes, nameEnd + 1);
    const name = nameAt(bytes, position + 1, nameEnd);
    fields.push({ name, value: new RawValue(type, bytes, nameEnd + 1, valueEnd) });
    position = valueEnd;
  }
  return fields;
}

/** The items of an array, without reading the index names that BSON stores with them. */
export function itemsOf(array: RawValue): RawValue[] {
  const { bytes } = array;
  const items: RawValue[] = [];
  const end = array.end - 1;
  let position = array.start + 4;
  while (position < end) {
    const type = bytes.readUInt8(position);
    let valueStart = position + 1;
    while (bytes[valueStart] !== 0) valueStart += 1;
    valueStart += 1;
    position = endOfValue(type, bytes, valueStart);
    items.push(new RawValue(type, bytes, valueStart, position));
  }
  return items;
}

/** The value of the first field called `name` (UTF-8 bytes), without reading the others. */
export function fieldByName(document: RawValue, name: Buffer): RawValue | undefined {
  const { bytes } = document;
  const end = document.end - 1;
  let position = document.start + 4;
  while (position < end) {
    const type = bytes[position] ?? 0;
    let cursor = position + 1;
    let matched = 0;
    while (matched < name.length && bytes[cursor] === name[matched]) {
      cursor += 1;
      matched += 1;
    }
    const isHit = matched === name.length && bytes[cursor] === 0;
    while (bytes[cursor] !== 0) cursor += 1;
    const valueEnd = endOfValue(type, bytes, cursor + 1);
    if (isHit) return new RawValue(type, bytes, cursor + 1, valueEnd);
    position = valueEnd;
  }
  return undefined;
}

const encodedNames = new Map<string, Buffer>();

/** {@link fieldByName} for names written in this program; never for names that clients choose. */
export function field(document: RawValue, name: string): RawValue | undefined {
  let encoded = encodedNames.get(name);
  if (encoded === undefined) {
    encoded = Buffer.from(name);
    encodedNames.set(name, encoded);
  }
  return fieldByName(document, encoded);
}
