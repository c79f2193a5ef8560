import { endOfValue, type RawValue } from '../bson/raw-value.ts';

/**
 * The names of top-level fields that differ between two versions of a document. It compares bytes
 * in one pass, because updates leave most fields as and where they were. From the first place on
 * where the versions name different fields, all of them count as changed.
 */
export function changedFields(before: RawValue, after: RawValue): ReadonlySet<string> {
  const changed = new Set<string>();
  const old = new FieldCursor(before);
  const fresh = new FieldCursor(after);
  while (!old.isAtEnd && !fresh.isAtEnd && old.hasNameOf(fresh)) {
    if (!old.equals(fresh)) changed.add(old.name);
    old.advance();
    fresh.advance();
  }
  for (const rest of [old, fresh]) {
    while (!rest.isAtEnd) {
      changed.add(rest.name);
      rest.advance();
    }
  }
  return changed;
}

/** A place in a document: one field after the other, where they lie. */
class FieldCursor {
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

  get isAtEnd(): boolean {
    return this.#start >= this.#documentEnd;
  }

  get name(): string {
    return this.#bytes.toString('utf8', this.#start + 1, this.#nameEnd);
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
    return (
      this.#end - this.#start === other.#end - other.#start &&
      this.#bytes.compare(other.#bytes, other.#start, other.#end, this.#start, this.#end) === 0
    );
  }

  #read(): void {
    if (this.isAtEnd) return;
    let cursor = this.#start + 1;
    while (this.#bytes[cursor] !== 0) cursor += 1;
    this.#nameEnd = cursor;
    this.#end = endOfValue(this.#bytes[this.#start] ?? 0, this.#bytes, cursor + 1);
  }
}
