import { mongo } from 'mongoose';

const { BSON } = mongo;

/** BSON's type of a document within a document (BSON 1.1). */
const DOCUMENT = 3;
/** Length before the elements of a document, and the zero behind them. */
const HEAD_BYTES = 4;
const END_BYTES = 1;
/** Longer ones, such as a long body, belong to one target only. */
const MAX_KEY_BYTES = 1_024;
const MAX_KEPT = 1_000;

interface Range {
  readonly from: number;
  readonly to: number;
}

/**
 * Reads documents of which most carry the same groups of settings: groups with the same bytes are read once and shared.
 * For a busy worker these are half of what it would read for each check. At most 1,000 different ones are kept.
 */
export class SharedGroups<Groups extends object> {
  readonly #names: ReadonlySet<string>;
  readonly #toGroups: (document: mongo.BSON.Document) => Groups;
  readonly #kept = new Map<string, Groups>();

  /**
   * @param names fields at the top of a document that hold groups
   * @param toGroups makes them from a document that holds nothing else; nobody may change what it returns
   */
  constructor(names: Iterable<string>, toGroups: (document: mongo.BSON.Document) => Groups) {
    this.#names = new Set(names);
    this.#toGroups = toGroups;
  }

  /** The document without its groups, and the groups. Throws a BSONError for bytes that are no document. */
  read(bytes: Uint8Array): { rest: mongo.BSON.Document; groups: Groups } {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const cuts = this.#rangesOf(buffer);
    const key = cuts.map(({ from, to }) => buffer.toString('latin1', from, to)).join('');
    return { rest: BSON.deserialize(without(buffer, cuts)), groups: this.#groupsOf(key) };
  }

  #rangesOf(buffer: Buffer): Range[] {
    const ranges: Range[] = [];
    for (const [type, nameAt, nameLength, at, length] of BSON.onDemand.parseToElements(buffer)) {
      if (type !== DOCUMENT) continue;
      if (!this.#names.has(buffer.toString('latin1', nameAt, nameAt + nameLength))) continue;
      // An element begins with its type, before its name.
      ranges.push({ from: nameAt - 1, to: at + length });
    }
    return ranges;
  }

  #groupsOf(key: string): Groups {
    const kept = this.#kept.get(key);
    if (kept) return kept;
    const groups = this.#toGroups(BSON.deserialize(documentOf([Buffer.from(key, 'latin1')])));
    if (key.length > MAX_KEY_BYTES) return groups;
    if (this.#kept.size >= MAX_KEPT) this.#kept.clear();
    this.#kept.set(key, groups);
    return groups;
  }
}

function without(buffer: Buffer, cuts: readonly Range[]): Buffer {
  const parts: Buffer[] = [];
  let from = HEAD_BYTES;
  for (const cut of cuts) {
    parts.push(buffer.subarray(from, cut.from));
    from = cut.to;
  }
  parts.push(buffer.subarray(from, buffer.length - END_BYTES));
  return documentOf(parts);
}

function documentOf(parts: readonly Buffer[]): Buffer {
  const length = parts.reduce((sum, part) => sum + part.length, HEAD_BYTES + END_BYTES);
  const document = Buffer.allocUnsafe(length);
  document.writeInt32LE(length, 0);
  let at = HEAD_BYTES;
  for (const part of parts) at += part.copy(document, at);
  document[at] = 0;
  return document;
}
