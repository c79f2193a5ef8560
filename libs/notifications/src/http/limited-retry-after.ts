import { readRetryAfter } from '@app/platform';

/** Longest wait that a provider can ask for, so that one wrong header cannot silence a channel for days. */
const LONGEST_MS = 3_600_000;

/** A wait of one hour at most. */
export const limitedWait = (waitMs: number | null): number | null =>
  waitMs === null ? null : Math.min(waitMs, LONGEST_MS);

/** Wait in milliseconds that a provider's `Retry-After` asks for, one hour at most; null when it says nothing. */
export const limitedRetryAfter = (header: string | null, now: Date): number | null =>
  limitedWait(readRetryAfter(header, now));
