import { mongo } from 'mongoose';

const DUPLICATE_KEY = 11_000;

/** Whether a write failed only because a unique index has its key already. */
export const isDuplicateKey = (error: unknown): boolean =>
  error instanceof mongo.MongoBulkWriteError
    ? writeErrorsOf(error).every(({ code }) => code === DUPLICATE_KEY)
    : error instanceof mongo.MongoServerError && error.code === DUPLICATE_KEY;

/** Whether the unique index that refused a write begins with a field. */
export const isDuplicateOf = (error: unknown, field: string): boolean =>
  isDuplicateKey(error) &&
  error instanceof mongo.MongoServerError &&
  Object.keys((error['keyPattern'] ?? {}) as object)[0] === field;

/** What was refused of a batch. */
export const writeErrorsOf = ({
  writeErrors,
}: mongo.MongoBulkWriteError): readonly mongo.WriteError[] =>
  'code' in writeErrors ? [writeErrors] : writeErrors;
