import { BsonType, RawValue } from './raw-value.ts';

/** What {@link BsonWriter} can write besides BSON values that exist already. */
export type Encodable =
  | null
  | boolean
  | number
  | bigint
  | string
  | Date
  | RawValue
  | readonly Encodable[]
  | { readonly [name: string]: Encodable | undefined };

/** Writes one BSON document into a growing buffer. */
export class BsonWriter {
  #bytes: Buffer;
  #length = 0;
  readonly #open: number[] = [];

  /** `capacity` is how many bytes are expected; more may come. */
  constructor(capacity = 1024) {
    this.#bytes = Buffer.allocUnsafe(capacity);
    this.#begin();
  }

  /** Bytes written so far. */
  get length(): number {
    return this.#length;
  }

  /** Copies an existing value under a name. */
  raw(name: string, value: RawValue): void {
    this.#header(value.type, name);
    this.copy(value.bytes, value.start, value.end);
  }

  /** Copies bytes as they are: a value after its header, or whole fields. */
  copy(bytes: Buffer, start: number, end: number): void {
    this.#reserve(end - start);
    bytes.copy(this.#bytes, this.#length, start, end);
    this.#length += end - start;
  }

  /** Copies a whole document under a name. */
  document(name: string, bytes: Buffer): void {
    this.raw(name, new RawValue(BsonType.object, bytes, 0, bytes.length));
  }

  open(name: string, type: typeof BsonType.object | typeof BsonType.array): void {
    this.#header(type, name);
    this.#begin();
  }

  close(): void {
    this.#reserve(1);
    this.#bytes[this.#length] = 0;
    this.#length += 1;
    const start = this.#open.pop() ?? 0;
    this.#bytes.writeInt32LE(this.#length - start, start);
  }

  /**
   * Writes a value of this program. Integers become int32 when they fit, other numbers doubles,
   * bigints int64; a field that is `undefined` is left out.
   */
  value(name: string, value: Encodable): void {
    if (value instanceof RawValue) this.raw(name, value);
    else if (value === null) this.#header(BsonType.null, name);
    else if (typeof value === 'boolean') {
      this.#header(BsonType.boolean, name);
      this.#reserve(1);
      this.#bytes[this.#length] = value ? 1 : 0;
      this.#length += 1;
    } else if (typeof value === 'number') this.#number(name, value);
    else if (typeof value === 'bigint') {
      this.#header(BsonType.int64, name);
      this.#int64(value);
    } else if (typeof value === 'string') this.#string(name, value);
    else if (value instanceof Date) {
      this.#header(BsonType.date, name);
      this.#int64(BigInt(value.getTime()));
    } else if (Array.isArray(value)) {
      this.open(name, BsonType.array);
      (value as readonly Encodable[]).forEach((item, index) => {
        this.value(String(index), item);
      });
      this.close();
    } else {
      this.open(name, BsonType.object);
      this.fields(value as Readonly<Record<string, Encodable | undefined>>);
      this.close();
    }
  }

  fields(fields: Readonly<Record<string, Encodable | undefined>>): void {
    for (const [name, value] of Object.entries(fields)) {
      if (value !== undefined) this.value(name, value);
    }
  }

  /** Closes the document and gives its bytes. The writer is not used afterwards. */
  finish(): Buffer {
    this.close();
    return this.#bytes.subarray(0, this.#length);
  }

  #begin(): void {
    this.#open.push(this.#length);
    this.#reserve(4);
    this.#length += 4;
  }

  #header(type: number, name: string): void {
    this.#reserve(2 + name.length * 3);
    this.#bytes[this.#length] = type;
    this.#length += 1 + this.#bytes.write(name, this.#length + 1, 'utf8');
    this.#bytes[this.#length] = 0;
    this.#length += 1;
  }

  #number(name: string, value: number): void {
    if (Number.isInteger(value) && !Object.is(value, -0) && value === (value | 0)) {
      this.#header(BsonType.int32, name);
      this.#reserve(4);
      this.#length = this.#bytes.writeInt32LE(value, this.#length);
      return;
    }
    this.#header(BsonType.double, name);
    this.#reserve(8);
    this.#length = this.#bytes.writeDoubleLE(value, this.#length);
  }

  #int64(value: bigint): void {
    this.#reserve(8);
    this.#length = this.#bytes.writeBigInt64LE(value, this.#length);
  }

  #string(name: string, value: string): void {
    this.#header(BsonType.string, name);
    const size = Buffer.byteLength(value) + 1;
    this.#reserve(4 + size);
    this.#length = this.#bytes.writeInt32LE(size, this.#length);
    this.#bytes.write(value, this.#length, 'utf8');
    this.#length += size;
    this.#bytes[this.#length - 1] = 0;
  }

  #reserve(size: number): void {
    const needed = this.#length + size;
    if (needed <= this.#bytes.length) return;
    const grown = Buffer.allocUnsafe(Math.max(needed, this.#bytes.length * 2));
    this.#bytes.copy(grown, 0, 0, this.#length);
    this.#bytes = grown;
  }
}

/** One document from values of this program. */
export function encodeDocument(fields: Readonly<Record<string, Encodable | undefined>>): Buffer {
  const writer = new BsonWriter();
  writer.fields(fields);
  return writer.finish();
}

/** A double even when the number is whole, for results that MongoDB types as double. */
export function doubleValue(value: number): RawValue {
  const bytes = Buffer.allocUnsafe(8);
  bytes.writeDoubleLE(value);
  return new RawValue(BsonType.double, bytes, 0, 8);
}

/** An integer in the narrowest of int32 and int64. */
export function integerValue(value: bigint): RawValue {
  if (BigInt.asIntN(32, value) === value) return int32Value(Number(value));
  const bytes = Buffer.allocUnsafe(8);
  bytes.writeBigInt64LE(value);
  return new RawValue(BsonType.int64, bytes, 0, 8);
}

export function int64Value(value: bigint): RawValue {
  const bytes = Buffer.allocUnsafe(8);
  bytes.writeBigInt64LE(value);
  return new RawValue(BsonType.int64, bytes, 0, 8);
}

function int32Value(value: number): RawValue {
  const bytes = Buffer.allocUnsafe(4);
  bytes.writeInt32LE(value);
  return new RawValue(BsonType.int32, bytes, 0, 4);
}
