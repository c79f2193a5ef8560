/** Why a use case refused: each code is answered to clients in its own way. */
export type AppErrorCode = 'not-found' | 'conflict' | 'invalid' | 'precondition' | 'limit';

/** A target as an error names it. */
export interface NamedTarget {
  readonly id: string;
  readonly name: string;
}

export interface AppErrorOptions {
  /** Machine-readable reason, for instance `EGRESS_PRIVATE`. */
  reason?: string;
  /** Input field that is at fault, dotted, for instance `request.headers`. */
  field?: string;
  /** Of limits: when the same may be tried again. */
  retryAfterSeconds?: number;
  /** Of conflicts: the target that is in the way. */
  target?: NamedTarget;
  cause?: unknown;
}

/** An expected refusal of a use case; the message is a sentence for people. */
export class AppError extends Error {
  readonly code: AppErrorCode;
  readonly reason: string | null;
  readonly field: string | null;
  readonly retryAfterSeconds: number | null;
  readonly target: NamedTarget | null;

  constructor(code: AppErrorCode, message: string, options: AppErrorOptions = {}) {
    super(message, { cause: options.cause });
    this.name = 'AppError';
    this.code = code;
    this.reason = options.reason ?? null;
    this.field = options.field ?? null;
    this.retryAfterSeconds = options.retryAfterSeconds ?? null;
    this.target = options.target ?? null;
  }
}

/** What a server that only reads says to whoever wants to change something. */
export const readsOnly = (): AppError =>
  new AppError(
    'precondition',
    'This server only reads (READ_ONLY=1): nothing can be changed here. Use the one that this installation is run with.',
    { reason: 'READ_ONLY' },
  );

export const notFound = (thing: string): AppError =>
  new AppError('not-found', `There is no ${thing} with this id. It may have been removed.`);
