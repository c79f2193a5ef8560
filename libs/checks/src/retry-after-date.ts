const LONGEST_WAIT_MS = 24 * 3_600_000;

/** Time of a `Retry-After` header, in seconds or as an HTTP date, at most a day away; null when it says nothing. */
export function retryAfter(header: string, now: Date): Date | null {
  const text = header.trim();
  const at = /^\d{1,9}$/.test(text)
    ? now.getTime() + Number(text) * 1_000
    : /^[a-z]{3}, .* GMT$/i.test(text)
      ? Date.parse(text)
      : Number.NaN;
  if (!Number.isFinite(at) || at <= now.getTime()) return null;
  return new Date(Math.min(at, now.getTime() + LONGEST_WAIT_MS));
}
