import { checkStructure, maxMessageBytes } from '../bson/check.ts';
import { BsonType, RawValue } from '../bson/raw-value.ts';

const headerBytes = 16;
const OpCode = { reply: 1, query: 2004, message: 2013 } as const;
const Flag = { checksum: 1, moreToCome: 2 } as const;

/** A command from a client. https://www.mongodb.com/docs/manual/reference/mongodb-wire-protocol/ */
export interface Message {
  readonly requestId: number;
  readonly body: RawValue;
  readonly sequences: ReadonlyMap<string, readonly RawValue[]>;
  /** The client wants no reply. */
  readonly isSilent: boolean;
  /** OP_QUERY, which drivers use for their first contact, names the database outside the body. */
  readonly queryDb: string | undefined;
}

/** A message that cannot be understood; the connection is closed because its framing is lost. */
export class WireError extends Error {}

/** Cuts a byte stream into messages. */
export class MessageReader {
  #chunks: Buffer[] = [];
  #size = 0;
  /** Longest message that is taken, in bytes. */
  maxBytes = maxMessageBytes;

  /** True while a message has come in part. */
  get isHalfway(): boolean {
    return this.#size > 0;
  }

  /** The messages that `chunk` completes. Throws {@link WireError}. */
  *push(chunk: Buffer): Generator<Message> {
    this.#chunks.push(chunk);
    this.#size += chunk.length;
    for (;;) {
      if (this.#size < headerBytes) return;
      const length = this.#peekLength();
      if (length < headerBytes || length > this.maxBytes) {
        throw new WireError(`A message claims a length of ${String(length)} bytes.`);
      }
      if (this.#size < length) return;
      const bytes = this.#joined();
      this.#chunks = [bytes.subarray(length)];
      this.#size -= length;
      yield parseMessage(bytes.subarray(0, length));
    }
  }

  #peekLength(): number {
    const first = this.#chunks[0];
    return (first !== undefined && first.length >= 4 ? first : this.#joined()).readInt32LE(0);
  }

  #joined(): Buffer {
    const [first] = this.#chunks;
    if (first !== undefined && this.#chunks.length === 1) return first;
    const bytes = Buffer.concat(this.#chunks);
    this.#chunks = [bytes];
    return bytes;
  }
}

function parseMessage(bytes: Buffer): Message {
  const opCode = bytes.readInt32LE(12);
  if (opCode === OpCode.message) return parseOpMsg(bytes);
  if (opCode === OpCode.query) return parseOpQuery(bytes);
  throw new WireError(`The operation code ${String(opCode)} is not supported.`);
}

function parseOpMsg(bytes: Buffer): Message {
  const flags = bytes.readUInt32LE(headerBytes);
  // The lower 16 bits are required features; a server must not go on with one it does not know.
  if ((flags & 0xffff & ~(Flag.checksum | Flag.moreToCome)) !== 0) {
    throw new WireError(`The message flags ${String(flags)} are not supported.`);
  }
  const end = bytes.length - ((flags & Flag.checksum) === 0 ? 0 : 4);
  const sequences = new Map<string, RawValue[]>();
  let body: RawValue | undefined;
  let position = headerBytes + 4;
  while (position < end) {
    const kind = bytes[position];
    position += 1;
    if (kind === 0 && body === undefined) {
      body = documentAt(bytes, position, end);
      position = body.end;
    } else if (kind === 1) position = readSequence(bytes, position, end, sequences);
    else throw new WireError(`The section kind ${String(kind)} is not supported.`);
  }
  if (body === undefined) throw new WireError('A message has no body.');
  return {
    requestId: bytes.readInt32LE(4),
    body,
    sequences,
    isSilent: (flags & Flag.moreToCome) !== 0,
    queryDb: undefined,
  };
}

function readSequence(
  bytes: Buffer,
  start: number,
  limit: number,
  sequences: Map<string, RawValue[]>,
): number {
  const end = start + 4 <= limit ? start + bytes.readInt32LE(start) : -1;
  const nameEnd = bytes.indexOf(0, start + 4);
  if (end < start || end > limit || nameEnd < 0 || nameEnd >= end) {
    throw new WireError('A document sequence is cut off.');
  }
  const documents: RawValue[] = [];
  let position = nameEnd + 1;
  while (position < end) {
    const document = documentAt(bytes, position, end);
    documents.push(document);
    position = document.end;
  }
  sequences.set(bytes.toString('utf8', start + 4, nameEnd), documents);
  return end;
}

function parseOpQuery(bytes: Buffer): Message {
  const nameEnd = bytes.indexOf(0, headerBytes + 4);
  if (nameEnd < 0) throw new WireError('A query names no collection.');
  const namespace = bytes.toString('utf8', headerBytes + 4, nameEnd);
  return {
    requestId: bytes.readInt32LE(4),
    body: documentAt(bytes, nameEnd + 9, bytes.length),
    sequences: new Map(),
    isSilent: false,
    queryDb: namespace.slice(0, namespace.indexOf('.')),
  };
}

function documentAt(bytes: Buffer, start: number, limit: number): RawValue {
  const size = start + 4 <= limit ? bytes.readInt32LE(start) : -1;
  if (size < 5 || start + size > limit) throw new WireError('A document is cut off.');
  const document = new RawValue(BsonType.object, bytes, start, start + size);
  checkStructure(document);
  return document;
}

/** The reply to a message, in the form of its question. */
export function encodeReply(message: Message, id: number, document: Buffer): Buffer {
  const isQuery = message.queryDb !== undefined;
  const prefix = headerBytes + (isQuery ? 20 : 5);
  const bytes = Buffer.allocUnsafe(prefix + document.length);
  bytes.fill(0, headerBytes, prefix);
  bytes.writeInt32LE(bytes.length, 0);
  bytes.writeInt32LE(id, 4);
  bytes.writeInt32LE(message.requestId, 8);
  bytes.writeInt32LE(isQuery ? OpCode.reply : OpCode.message, 12);
  // OP_REPLY: flags, cursor id and first position are zero, then the number of documents.
  if (isQuery) bytes.writeInt32LE(1, headerBytes + 16);
  document.copy(bytes, prefix);
  return bytes;
}
