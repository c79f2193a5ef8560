const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Lengths of time up to now that the page offers, in milliseconds. */
export const RANGES = {
  '1h': HOUR_MS,
  '24h': DAY_MS,
  '7d': 7 * DAY_MS,
  '30d': 30 * DAY_MS,
  '90d': 90 * DAY_MS,
  '1y': 365 * DAY_MS,
} as const;
export type Range = keyof typeof RANGES;

/** A stretch of time from an instant up to another one. */
export interface Between {
  from: Date;
  to: Date;
}

/** The time that a page tells of: some time up to now, or a stretch of it. */
export type Span = { range: Range } | Between;

/** The time that an address names: texts as they stand there. */
export interface SpanInAddress {
  range?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
}

/** Age below which a day would be a nearly empty chart, in milliseconds. */
const YOUNG_MS = 3 * HOUR_MS;
/** The shortest stretch that is shown, and the longest that the server answers, in milliseconds. */
const SHORTEST_MS = 10 * 60_000;
const LONGEST_MS = 400 * DAY_MS;

/** What is shown before anybody picks something else. */
export const firstRange = (createdAt: Date, now: Date): Range =>
  now.getTime() - createdAt.getTime() < YOUNG_MS ? '1h' : '24h';

const isRange = (text: string | undefined): text is Range =>
  text !== undefined && Object.hasOwn(RANGES, text);

/** The time that an address names; null where it names none that can be shown. */
export function readSpan({ range, from, to }: SpanInAddress): Span | null {
  if (isRange(range)) return { range };
  if (from === undefined || to === undefined) return null;
  const between = { from: new Date(from), to: new Date(to) };
  const lastsMs = between.to.getTime() - between.from.getTime();
  // An instant that cannot be read lasts for no time.
  return lastsMs >= SHORTEST_MS && lastsMs <= LONGEST_MS ? between : null;
}

/** How an address names a time; what is null is left out of it. */
export function writeSpan(span: Span): Record<keyof SpanInAddress, string | null> {
  if ('range' in span) return { range: span.range, from: null, to: null };
  return { range: null, from: span.from.toISOString(), to: span.to.toISOString() };
}

/** A stretch widened to what can be shown, and not beyond now. */
export function showable({ from, to }: Between, now: Date): Between {
  const end = Math.min(to.getTime(), now.getTime());
  const start = Math.max(Math.min(from.getTime(), end - SHORTEST_MS), end - LONGEST_MS);
  return { from: new Date(start), to: new Date(end) };
}

/** From when until when a time is, at an instant. */
export const timesOf = (span: Span, now: Date): Between =>
  'range' in span ? { from: new Date(now.getTime() - RANGES[span.range]), to: now } : span;

/** Names a time: two that are the same have the same. */
export const keyOfSpan = (span: Span): string =>
  'range' in span ? span.range : `${span.from.toISOString()} ${span.to.toISOString()}`;
