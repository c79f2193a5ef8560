import { ServerError } from './errors.ts';
import { BsonType, endOfValue, type RawValue } from './raw-value.ts';

/** MongoDB's limit for one document, in bytes. */
export const maxDocumentBytes = 16 * 1024 * 1024;

/** MongoDB's limit for one message, in bytes. */
export const maxMessageBytes = 48_000_000;
const maxDepth = 180;

const storableTypes: ReadonlySet<number> = new Set([
  BsonType.double,
  BsonType.string,
  BsonType.object,
  BsonType.array,
  BsonType.binary,
  BsonType.objectId,
  BsonType.boolean,
  BsonType.date,
  BsonType.null,
  BsonType.int32,
  BsonType.int64,
]);

/**
 * Throws unless the document is well-formed BSON: every length inside its parent, every string and
 * document closed by a zero byte. All other code reads BSON without looking again.
 */
export function checkStructure(document: RawValue): void {
  checkFields(document, 0, false);
}

/** {@link checkStructure}, and only types that this server stores and at most 16 MB. */
export function checkStorable(document: RawValue): void {
  checkSize(document.end - document.start);
  checkFields(document, 0, true);
}

/** {@link checkStorable} for a well-formed value that becomes the field `name` of a document. */
export function checkStorableValue(name: string, value: RawValue): void {
  checkSize(value.end - value.start);
  if (!storableTypes.has(value.type)) throw notStorable(name, value.type);
  if (value.type === BsonType.object || value.type === BsonType.array) checkFields(value, 1, true);
}

/** Throws when a document would be larger than MongoDB allows. */
export function checkSize(bytes: number): void {
  if (bytes > maxDocumentBytes) {
    throw new ServerError(
      10334,
      `BSONObj size: ${String(bytes)} is invalid. Size must be between 0 and ${String(maxDocumentBytes)}`,
    );
  }
}

function checkFields(document: RawValue, depth: number, storable: boolean): void {
  if (depth > maxDepth) {
    throw new ServerError(15, `The document is nested deeper than ${String(maxDepth)} levels.`);
  }
  const { bytes, start, end } = document;
  if (end > bytes.length || end - start < 5 || bytes.readInt32LE(start) !== end - start) {
    throw malformed('a document has a wrong length');
  }
  if (bytes[end - 1] !== 0) throw malformed('a document is not closed by a zero byte');
  let position = start + 4;
  while (position < end - 1) {
    position = checkField(bytes, position, end - 1, depth, storable);
  }
  if (position !== end - 1) throw malformed('a field reaches beyond its document');
}

function checkField(
  bytes: Buffer,
  position: number,
  limit: number,
  depth: number,
  storable: boolean,
): number {
  const type = bytes[position] ?? 0;
  let valueStart = position + 1;
  while (valueStart < limit && bytes[valueStart] !== 0) valueStart += 1;
  valueStart += 1;
  if (valueStart > limit) throw malformed('a field name is not closed by a zero byte');
  const valueEnd = valueEndWithin(type, bytes, valueStart, limit);
  if (storable && !storableTypes.has(type)) {
    throw notStorable(bytes.toString('utf8', position + 1, valueStart - 1), type);
  }
  if (type === BsonType.object || type === BsonType.array) {
    checkFields({ bytes, start: valueStart, end: valueEnd } as RawValue, depth + 1, storable);
  } else if (type === BsonType.string && (valueEnd < valueStart + 5 || bytes[valueEnd - 1] !== 0)) {
    throw malformed('a string is not closed by a zero byte');
  }
  return valueEnd;
}

function valueEndWithin(type: number, bytes: Buffer, start: number, limit: number): number {
  // Types that begin with a length need their four bytes before the length can be read.
  const needsLength =
    (type >= BsonType.string && type <= BsonType.binary) ||
    (type >= BsonType.databasePointer && type <= BsonType.codeWithScope);
  if (needsLength && start + 4 > limit) throw malformed('a length is cut off');
  const end = endOfValue(type, bytes, start);
  if (end < start) throw malformed(`a field has the unknown type ${String(type)}`);
  if (end > limit) throw malformed('a value reaches beyond its document');
  return end;
}

function notStorable(name: string, type: number): ServerError {
  return new ServerError(
    2,
    `The field '${name}' has BSON type ${String(type)}, which this server does not store. Use a string, number, boolean, date, ObjectId, binary, array, sub-document or null.`,
  );
}

function malformed(what: string): ServerError {
  return new ServerError(22, `Invalid BSON: ${what}.`);
}
