/** Longest wait that a provider's `Retry-After` can ask for, so that one wrong header cannot silence a channel for days. */
export const RETRY_AFTER_LIMIT_MS = 3_600_000;

const SECONDS = /^\d+(?:\.\d+)?$/;

/**
 * Wait in milliseconds that a `Retry-After` header asks for, at most an hour: whole seconds or an HTTP date
 * (RFC 9110 section 10.2.3), or a fraction of seconds as Discord sends it. Null when there is none to understand.
 */
export const parseRetryAfter = (header: string | null, now: Date): number | null => {
  const text = header?.trim() ?? '';
  const waitMs = SECONDS.test(text)
    ? Number(text) * 1_000
    : /^[A-Z]/i.test(text)
      ? Date.parse(text) - now.getTime()
      : Number.NaN;
  if (Number.isNaN(waitMs)) return null;
  return Math.min(Math.max(0, Math.ceil(waitMs)), RETRY_AFTER_LIMIT_MS);
};
