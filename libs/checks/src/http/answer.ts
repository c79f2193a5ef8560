import type { BodyFindings } from './body/body-reader.ts';

/** What the probe needs of the head of a response; other headers never leave the parser. */
export interface AnswerHead {
  readonly statusCode: number;
  /** As sent: one character per byte. */
  readonly location: string | null;
  /** Set when there are several different ones. */
  readonly isLocationAmbiguous?: true;
  readonly contentType: string;
  readonly retryAfter: string | null;
  /** Codings of the body in the order they were applied. */
  readonly contentEncoding: readonly string[];
  /** Bytes that were announced; null when the answer does not say where it ends. */
  readonly contentLength: number | null;
  /** Values of Set-Cookie, one character per byte. */
  readonly setCookies: readonly string[];
  /** Set for HTTP/2. */
  readonly httpVersion?: '2';
}

/**
 * How reading ended. `complete`: with the body. `enough`: earlier, because the rest cannot change the verdict.
 * `too-long`, `too-fine`: earlier, because more is not read. `endless`: at the deadline, of a body that goes on.
 */
export type BodyEnd = 'complete' | 'enough' | 'too-long' | 'too-fine' | 'endless';

/** What is kept of a response; header values and body never leave the probe. */
export interface Answer extends AnswerHead {
  readonly body: BodyFindings;
  readonly bodyEnd: BodyEnd;
}

/** Names and values in turn, as undici and Node hand them out. */
export type RawHeaders = readonly (Buffer | string)[];

const NAMES = new Set([
  'location',
  'content-type',
  'content-encoding',
  'content-length',
  'retry-after',
  'set-cookie',
]);
const LONGEST_NAME = 16;

const latin1 = (bytes: Buffer | string): string =>
  typeof bytes === 'string' ? bytes : bytes.toString('latin1');

const NO_CODINGS: readonly string[] = [];

const codingsOf = (value: string): string[] =>
  value
    .toLowerCase()
    .split(',')
    .map((coding) => coding.trim())
    .filter((coding) => coding !== '');

function lengthOf(value: string | undefined): number | null {
  return value !== undefined && /^\d{1,15}$/.test(value) ? Number(value) : null;
}

/** Picks what the probe needs out of a raw list. Other names are chosen by the server and never become object keys. */
export function pickHead(statusCode: number, raw: RawHeaders): AnswerHead {
  const found = new Map<string, string>();
  const setCookies: string[] = [];
  let isLocationAmbiguous = false;
  for (let index = 0; index + 1 < raw.length; index += 2) {
    const field = raw[index] ?? '';
    if (field.length > LONGEST_NAME) continue;
    const name = latin1(field).toLowerCase();
    if (!NAMES.has(name)) continue;
    const value = latin1(raw[index + 1] ?? '').trim();
    const before = found.get(name);
    isLocationAmbiguous ||= name === 'location' && before !== undefined && before !== value;
    if (name === 'set-cookie') setCookies.push(value);
    else if (before !== undefined && name === 'content-encoding')
      found.set(name, `${before},${value}`);
    else found.set(name, value);
  }
  const codings = found.get('content-encoding');
  return {
    statusCode,
    location: found.get('location') ?? null,
    ...(isLocationAmbiguous && { isLocationAmbiguous }),
    contentType: found.get('content-type') ?? '',
    retryAfter: found.get('retry-after') ?? null,
    contentEncoding: codings === undefined ? NO_CODINGS : codingsOf(codings),
    contentLength: lengthOf(found.get('content-length')),
    setCookies,
  };
}
