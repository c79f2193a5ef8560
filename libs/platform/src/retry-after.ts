const SECONDS = /^\d+(?:\.\d+)?$/;

/** The three forms of a date in HTTP (RFC 9110 section 5.6.7): the one in use, and two that readers must still know. */
const DATE = /^[a-z]{3,9}, .* GMT$/i;
const ASCTIME = /^[a-z]{3} [a-z]{3} [ \d]\d \d\d:\d\d:\d\d \d{4}$/i;

function dateOf(text: string): number {
  if (DATE.test(text)) return Date.parse(text);
  // It names no zone and is in UTC all the same.
  return ASCTIME.test(text) ? Date.parse(`${text} GMT`) : Number.NaN;
}

/**
 * Wait in milliseconds that a `Retry-After` header asks for: seconds, a fraction of them as Discord sends it, or a date
 * (RFC 9110 section 10.2.3); 0 for a date that has passed. Null when it says nothing. The wait has no limit here, so
 * every caller sets its own.
 */
export function readRetryAfter(header: string | null, now: Date): number | null {
  const text = header?.trim() ?? '';
  const waitMs = SECONDS.test(text) ? Number(text) * 1_000 : dateOf(text) - now.getTime();
  return Number.isNaN(waitMs) ? null : Math.max(0, Math.ceil(waitMs));
}
