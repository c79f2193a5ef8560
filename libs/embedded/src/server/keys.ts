import { BsonType, fieldsOf, itemsOf, nullValue, type RawValue } from './bson/raw-value.ts';
import { integerOf, isNumber, numberOf } from './bson/scalars.ts';
import { ServerError } from './bson/errors.ts';

/*
 * Keys are byte strings whose memcmp order is BSON's comparison order, so that SQLite's B-trees
 * sort like MongoDB's. Each value is a tag (its place in the order of types) and a self-delimiting
 * body; descending components are the same bytes inverted. Missing counts as null.
 * https://www.mongodb.com/docs/manual/reference/bson-type-comparison-order/
 */

/** The first byte of a value's key: values with one tag compare by content, others by tag. */
const KeyTag = {
  emptyArray: 0x04,
  null: 0x05,
  number: 0x0a,
  string: 0x0f,
  object: 0x14,
  array: 0x19,
  binary: 0x1e,
  objectId: 0x23,
  boolean: 0x28,
  date: 0x2d,
} as const;

/** Greater than every key: no tag, inverted or not, is 0xff. */
export const afterAllKeys = Buffer.from([0xff]);
const endOfFields = 0x00;

export type Direction = 1 | -1;

export function keyTag(value: RawValue): number {
  switch (value.type) {
    case BsonType.undefined:
      return KeyTag.emptyArray;
    case BsonType.null:
      return KeyTag.null;
    case BsonType.double:
    case BsonType.int32:
    case BsonType.int64:
      return KeyTag.number;
    case BsonType.string:
      return KeyTag.string;
    case BsonType.object:
      return KeyTag.object;
    case BsonType.array:
      return KeyTag.array;
    case BsonType.binary:
      return KeyTag.binary;
    case BsonType.objectId:
      return KeyTag.objectId;
    case BsonType.boolean:
      return KeyTag.boolean;
    case BsonType.date:
      return KeyTag.date;
    default:
      throw new ServerError(
        2,
        `A value of BSON type ${String(value.type)} cannot be compared by this server. Use a string, number, boolean, date, ObjectId, binary, array, sub-document or null.`,
      );
  }
}

/** Builds one key from the values of its components. */
export class KeyBuilder {
  #bytes = Buffer.allocUnsafe(1024);
  #length = 0;

  /** Appends one component; `undefined` is a missing value. */
  add(value: RawValue | undefined, direction: Direction): this {
    const start = this.#length;
    this.#value(value ?? nullValue);
    if (direction === -1) {
      for (let index = start; index < this.#length; index += 1) {
        this.#bytes[index] = ~(this.#bytes[index] ?? 0) & 0xff;
      }
    }
    return this;
  }

  /** Gives the key in a buffer of its own and empties the builder. */
  take(): Buffer {
    const key = Buffer.allocUnsafe(this.#length);
    this.#bytes.copy(key, 0, 0, this.#length);
    this.#length = 0;
    return key;
  }

  #value(value: RawValue): void {
    const tag = keyTag(value);
    this.#byte(tag);
    this.#body(value, tag);
  }

  #body(value: RawValue, tag: number): void {
    switch (tag) {
      case KeyTag.number:
        this.#number(value);
        break;
      case KeyTag.string:
        this.#text(value.bytes, value.start + 4, value.end - 1);
        break;
      case KeyTag.object:
        for (const { name, value: inner } of fieldsOf(value)) {
          const innerTag = keyTag(inner);
          this.#byte(innerTag);
          const encoded = Buffer.from(name);
          this.#copy(encoded, 0, encoded.length);
          this.#byte(endOfFields);
          this.#body(inner, innerTag);
        }
        this.#byte(endOfFields);
        break;
      case KeyTag.array:
        for (const item of itemsOf(value)) this.#value(item);
        this.#byte(endOfFields);
        break;
      case KeyTag.binary:
        this.#binary(value);
        break;
      case KeyTag.objectId:
      case KeyTag.boolean:
        this.#copy(value.bytes, value.start, value.end);
        break;
      case KeyTag.date:
        this.#signed(value.bytes.readBigInt64LE(value.start));
        break;
      default: // null and the empty array are their tags alone
        break;
    }
  }

  /**
   * Eight bytes of the next lower double and two of the distance to it, because longs beyond 2^53
   * fall between doubles. NaN sorts below every number, and the two zeros are one.
   */
  #number(value: RawValue): void {
    let double = numberOf(value);
    let distance = 0;
    if (value.type === BsonType.int64 && !Number.isSafeInteger(double)) {
      const exact = integerOf(value);
      if (BigInt(double) > exact) double = nextDown(double);
      distance = Number(exact - BigInt(double));
    }
    this.#reserve(10);
    const at = this.#length;
    this.#bytes.writeDoubleBE(double + 0, at);
    if (Number.isNaN(double)) this.#bytes.fill(0, at, at + 8);
    else if (double < 0) {
      for (let index = at; index < at + 8; index += 1) {
        this.#bytes[index] = ~(this.#bytes[index] ?? 0) & 0xff;
      }
    } else this.#bytes[at] = (this.#bytes[at] ?? 0) | 0x80;
    this.#length = this.#bytes.writeUInt16BE(distance, at + 8);
  }

  /** Closed by 00 01; a zero byte inside becomes 00 ff, so that shorter strings sort first. */
  #text(bytes: Buffer, start: number, end: number): void {
    let from = start;
    for (;;) {
      const zero = bytes.indexOf(0, from);
      if (zero < 0 || zero >= end) break;
      this.#copy(bytes, from, zero + 1);
      this.#byte(0xff);
      from = zero + 1;
    }
    this.#copy(bytes, from, end);
    this.#byte(0x00);
    this.#byte(0x01);
  }

  /** MongoDB orders binary data by length, then subtype, then content. */
  #binary(value: RawValue): void {
    this.#reserve(4);
    this.#length = this.#bytes.writeUInt32BE(value.end - value.start - 5, this.#length);
    this.#copy(value.bytes, value.start + 4, value.end);
  }

  #signed(value: bigint): void {
    this.#reserve(8);
    this.#length = this.#bytes.writeBigUInt64BE(
      BigInt.asUintN(64, value) ^ 0x8000_0000_0000_0000n,
      this.#length,
    );
  }

  #byte(byte: number): void {
    this.#reserve(1);
    this.#bytes[this.#length] = byte;
    this.#length += 1;
  }

  #copy(bytes: Buffer, start: number, end: number): void {
    this.#reserve(end - start);
    bytes.copy(this.#bytes, this.#length, start, end);
    this.#length += end - start;
  }

  #reserve(size: number): void {
    if (this.#length + size <= this.#bytes.length) return;
    const grown = Buffer.allocUnsafe((this.#length + size) * 2);
    this.#bytes.copy(grown, 0, 0, this.#length);
    this.#bytes = grown;
  }
}

const shared = new KeyBuilder();

/** The key of one ascending component. */
export function keyOf(value: RawValue | undefined): Buffer {
  return shared.add(value, 1).take();
}

/** BSON order: negative, zero or positive. Numbers of different types compare by value. */
export function compareValues(left: RawValue, right: RawValue): number {
  if (left.type === BsonType.string && right.type === BsonType.string) {
    return left.bytes.compare(
      right.bytes,
      right.start + 4,
      right.end - 1,
      left.start + 4,
      left.end - 1,
    );
  }
  if (isSmallNumber(left) && isSmallNumber(right)) {
    const a = numberOf(left);
    const b = numberOf(right);
    if (a < b) return -1;
    if (a > b) return 1;
    if (a === b) return 0;
    return Number(Number.isNaN(b)) - Number(Number.isNaN(a));
  }
  return Buffer.compare(keyOf(left), keyOf(right));
}

function isSmallNumber(value: RawValue): boolean {
  return isNumber(value) && value.type !== BsonType.int64;
}

/** The smallest key greater than every key that begins with `prefix`. */
export function prefixEnd(prefix: Buffer): Buffer {
  let length = prefix.length;
  while (length > 0 && prefix[length - 1] === 0xff) length -= 1;
  if (length === 0) return afterAllKeys;
  const end = Buffer.from(prefix.subarray(0, length));
  end[length - 1] = (end[length - 1] ?? 0) + 1;
  return end;
}

const scratch = new DataView(new ArrayBuffer(8));

function nextDown(value: number): number {
  scratch.setFloat64(0, value);
  const bits = scratch.getBigInt64(0);
  scratch.setBigInt64(0, value > 0 ? bits - 1n : bits + 1n);
  return scratch.getFloat64(0);
}
