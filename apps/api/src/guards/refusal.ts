import { AppError } from '@app/domain';
import type { TRPC_ERROR_CODE_KEY } from '@trpc/server';

/** Status codes that the server itself refuses a request with, and what they are called in answers. */
const CODES = {
  400: 'BAD_REQUEST',
  401: 'UNAUTHORIZED',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  405: 'METHOD_NOT_SUPPORTED',
  408: 'TIMEOUT',
  413: 'PAYLOAD_TOO_LARGE',
  415: 'UNSUPPORTED_MEDIA_TYPE',
  421: 'FORBIDDEN',
  429: 'TOO_MANY_REQUESTS',
  503: 'SERVICE_UNAVAILABLE',
} as const satisfies Record<number, TRPC_ERROR_CODE_KEY>;

type RefusalStatus = keyof typeof CODES;

/** A request is refused before anything looks at what it asks for; the message is for people. */
export class Refusal extends Error {
  readonly statusCode: RefusalStatus;
  readonly retryAfterSeconds: number | null;

  constructor(statusCode: RefusalStatus, message: string, retryAfterSeconds: number | null = null) {
    super(message);
    this.name = 'Refusal';
    this.statusCode = statusCode;
    this.retryAfterSeconds = retryAfterSeconds;
  }

  get code(): TRPC_ERROR_CODE_KEY {
    return CODES[this.statusCode];
  }
}

/** A limit that a use case refuses by, as a refusal; every other error as it is. */
export const refusedAs429 = (error: unknown): unknown =>
  error instanceof AppError && error.code === 'limit'
    ? new Refusal(429, error.message, error.retryAfterSeconds)
    : error;

const isStatus = (status: unknown): status is RefusalStatus =>
  typeof status === 'number' && Object.hasOwn(CODES, status);

const SENTENCES: Partial<Record<RefusalStatus, string>> = {
  413: 'The request is larger than 256 KiB. Send less at once.',
  415: 'Send JSON, with the header content-type: application/json.',
};

/** Reads an error of the server as a refusal; null when the request is not to blame. */
export function asRefusal(error: unknown): Refusal | null {
  if (error instanceof Refusal) return error;
  if (!(error instanceof Error) || !('statusCode' in error)) return null;
  const { statusCode, message } = error;
  return isStatus(statusCode) ? new Refusal(statusCode, SENTENCES[statusCode] ?? message) : null;
}
