import type { AnswerHead } from './answer.ts';

/** Answers of these types have no end by their nature: events, radio, cameras, live data. */
const ENDLESS =
  /^(?:text\/event-stream|audio\/|video\/|multipart\/x-mixed-replace|application\/(?:ogg|x-ndjson|ndjson|json-seq|stream\+json))/i;

/** True for an answer that announces no end and has none by its nature. */
export const isEndless = ({ contentLength, contentType }: AnswerHead): boolean =>
  contentLength === null && ENDLESS.test(contentType);

/** How long an endless answer is listened to before it is judged by what has come, in milliseconds. */
export const LISTENING_MS = 2_000;

/** An answer of any type that announces no end goes on when something came within this time before the deadline. */
export const flowingMs = (timeoutMs: number): number => Math.max(1_500, timeoutMs / 4);
