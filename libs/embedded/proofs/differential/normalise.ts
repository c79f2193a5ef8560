import { EJSON, type Document } from 'bson';
import { MongoServerError } from 'mongodb';

/** What two servers must agree on, as text: documents, counts and codes, not messages and times. */
export function normaliseReply(reply: Document, isOrdered: boolean): string {
  const cursor = reply['cursor'] as Document | undefined;
  const documents = cursor?.['firstBatch'] as Document[] | undefined;
  if (documents !== undefined) {
    const texts = documents.map((document) => text(withoutTies(document)));
    return (isOrdered ? texts : texts.sort()).join('\n');
  }
  const { n, nModified, upserted, value, lastErrorObject } = reply;
  return text({ n, nModified, upserted, value, lastErrorObject, errors: errorsOf(reply) });
}

export function normaliseError(error: unknown): string {
  if (!(error instanceof MongoServerError)) throw error;
  return text({ refused: error.code, ...duplicateOf(error.errorResponse) });
}

function errorsOf(reply: Document): Document[] | undefined {
  const errors = reply['writeErrors'] as Document[] | undefined;
  return errors?.map((error) => ({
    index: error['index'] as number,
    code: error['code'] as number,
    ...duplicateOf(error),
  }));
}

function duplicateOf(error: Document): Document {
  const { keyPattern, keyValue } = error;
  return keyPattern === undefined
    ? {}
    : { keyPattern: keyPattern as Document, keyValue: keyValue as Document };
}

/**
 * Of numbers that are equal but differ in type, a group shows the one that came first, and that is
 * the server's choice.
 */
function withoutTies(document: Document): Document {
  if (!('mean' in document)) return document;
  const { _id, least, most, ...others } = document;
  return { ties: EJSON.stringify({ _id, least, most }, { relaxed: true }), ...others };
}

function text(value: Document): string {
  const present = Object.entries(value).filter(([, one]) => one !== undefined);
  return EJSON.stringify(Object.fromEntries(present), { relaxed: false });
}
