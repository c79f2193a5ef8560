import { nameAt } from './names.ts';
import { endOfValue, RawValue } from './raw-value.ts';

// Calling out of JavaScript costs as much as comparing about so many bytes.
const shortBytes = 64;

/** Goes through the fields of a document where they lie, for those who look closer at few of them. */
export class FieldCursor {
  readonly #bytes: Buffer;
  readonly #documentEnd: number;
  #start: number;
  #nameEnd = 0;
  #end = 0;

  constructor(document: RawValue) {
    this.#bytes = document.bytes;
    this.#documentEnd = document.end - 1;
    this.#start = document.start + 4;
    this.#read();
  }

  /** There is no field here, all have been seen. */
  get isAtEnd(): boolean {
    return this.#start >= this.#documentEnd;
  }

  /** Where the field begins, with its type and name. */
  get start(): number {
    return this.#start;
  }

  /** Where the next field begins, or the document's last byte is. */
  get end(): number {
    return this.#end;
  }

  get name(): string {
    return nameAt(this.#bytes, this.#start + 1, this.#nameEnd);
  }

  get value(): RawValue {
    return new RawValue(this.#bytes[this.#start] ?? 0, this.#bytes, this.#nameEnd + 1, this.#end);
  }

  advance(): void {
    this.#start = this.#end;
    this.#read();
  }

  hasNameOf(other: FieldCursor): boolean {
    const length = this.#nameEnd - this.#start;
    if (other.#nameEnd - other.#start !== length) return false;
    for (let offset = 1; offset < length; offset += 1) {
      if (this.#bytes[this.#start + offset] !== other.#bytes[other.#start + offset]) return false;
    }
    return true;
  }

  /** Whether type, name and value are the same. */
  equals(other: FieldCursor): boolean {
    const length = this.#end - this.#start;
    if (other.#end - other.#start !== length) return false;
    if (length > shortBytes) {
      return (
        this.#bytes.compare(other.#bytes, other.#start, other.#end, this.#start, this.#end) === 0
      );
    }
    for (let offset = 0; offset < length; offset += 1) {
      if (this.#bytes[this.#start + offset] !== other.#bytes[other.#start + offset]) return false;
    }
    return true;
  }

  #read(): void {
    if (this.isAtEnd) return;
    let cursor = this.#start + 1;
    while (this.#bytes[cursor] !== 0) cursor += 1;
    this.#nameEnd = cursor;
    this.#end = endOfValue(this.#bytes[this.#start] ?? 0, this.#bytes, cursor + 1);
  }
}
