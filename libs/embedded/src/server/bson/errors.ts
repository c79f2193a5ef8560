import type { RawValue } from './raw-value.ts';

/** MongoDB's error codes that this server gives, with the names drivers know them by. */
const codeNames = {
  1: 'InternalError',
  2: 'BadValue',
  9: 'FailedToParse',
  13: 'Unauthorized',
  14: 'TypeMismatch',
  15: 'Overflow',
  16: 'InvalidLength',
  18: 'AuthenticationFailed',
  20: 'IllegalOperation',
  22: 'InvalidBSON',
  26: 'NamespaceNotFound',
  27: 'IndexNotFound',
  28: 'PathNotViable',
  40: 'ConflictingUpdateOperators',
  43: 'CursorNotFound',
  50: 'MaxTimeMSExpired',
  53: 'InvalidIdField',
  54: 'NotSingleValueField',
  56: 'EmptyFieldName',
  59: 'CommandNotFound',
  66: 'ImmutableField',
  67: 'CannotCreateIndex',
  72: 'InvalidOptions',
  73: 'InvalidNamespace',
  85: 'IndexOptionsConflict',
  86: 'IndexKeySpecsConflict',
  168: 'InvalidPipelineOperator',
  171: 'CannotIndexParallelArrays',
  175: 'QueryPlanKilled',
  197: 'InvalidIndexSpecificationOption',
  225: 'TransactionTooOld',
  238: 'NotImplemented',
  292: 'QueryExceededMemoryLimitNoDiskUseAllowed',
  10334: 'BSONObjectTooLarge',
  11000: 'DuplicateKey',
  14031: 'OutOfDiskSpace',
  15952: 'Location15952',
  15947: 'Location15947',
  15955: 'Location15955',
  15958: 'Location15958',
  15959: 'Location15959',
  15973: 'Location15973',
  15975: 'Location15975',
  15976: 'Location15976',
  31249: 'Location31249',
  31253: 'Location31253',
  31254: 'Location31254',
  40234: 'Location40234',
  40235: 'Location40235',
  40238: 'Location40238',
  40323: 'Location40323',
  40324: 'Location40324',
  40414: 'IDLFailedToParse',
  40415: 'IDLUnknownField',
  51024: 'Location51024',
  51074: 'Location51074',
  51091: 'Location51091',
  51108: 'Location51108',
  51272: 'Location51272',
  5107201: 'Location5107201',
} as const;

/** A code of {@link ServerError}. */
export type ErrorCode = keyof typeof codeNames;

/** What a duplicate key error tells besides its message. */
export interface DuplicateKeyDetail {
  readonly keyPattern: RawValue;
  readonly keyValue: RawValue;
}

/**
 * A refusal in MongoDB's own terms. It is thrown before the document it is about has been touched,
 * so the statement that threw it left nothing behind.
 */
export class ServerError extends Error {
  readonly code: ErrorCode;
  readonly duplicate: DuplicateKeyDetail | undefined;

  constructor(code: ErrorCode, message: string, duplicate?: DuplicateKeyDetail) {
    super(message);
    this.name = 'ServerError';
    this.code = code;
    this.duplicate = duplicate;
  }

  get codeName(): string {
    return codeNames[this.code];
  }
}

const sqliteFull = 13;

/** Whether SQLite failed because the disk, or what it may use of it, is full. */
export const isDiskFull = (error: unknown): boolean =>
  error instanceof Error && 'errcode' in error && error.errcode === sqliteFull;
