import { readRetryAfter } from '@app/platform';

/** A target that asks for more is asked again anyway: its owner wants to know when it is back. */
const LONGEST_MS = 3_600_000;

/** Answers with which a server may ask to be left alone for a while (RFC 9110 10.2.3, RFC 6585 4). */
const BUSY = new Set([429, 503]);

/** True for an answer that asks to come back later rather than saying that something is broken. */
export const asksToComeLater = (statusCode: number | null, retryAfterMs: number | null): boolean =>
  statusCode === 429 || (statusCode === 503 && retryAfterMs !== null);

/**
 * How long an answer asks to be left alone, in milliseconds, one hour at most; null when it does not.
 */
export function retryAfterMs(
  { statusCode, retryAfter: header }: { statusCode: number; retryAfter: string | null },
  now: Date,
): number | null {
  const waitMs = BUSY.has(statusCode) ? readRetryAfter(header, now) : null;
  // A time that has come asks for nothing.
  return waitMs ? Math.min(waitMs, LONGEST_MS) : null;
}
