/** Most bytes of a body that are read, and most that are searched after decompression. */
export const MAX_BODY_BYTES = 1_048_576;

/** What is kept of a response; header values and body never leave the probe. */
export interface Answer {
  readonly statusCode: number;
  readonly location: string | null;
  readonly contentType: string;
  readonly retryAfter: string | null;
  /** Codings of the body in the order they were applied. */
  readonly contentEncoding: readonly string[];
  /** Bytes as sent, at most `MAX_BODY_BYTES`; empty unless the body was asked for. */
  readonly body: Buffer;
  /** `capped`: there was more than we read. `broken`: the connection was reset in the middle. */
  readonly bodyEnd: 'complete' | 'capped' | 'broken';
}

const NAMES = new Set(['location', 'content-type', 'content-encoding', 'retry-after']);

/**
 * Picks the four headers the probe needs out of undici's raw list. Other names are chosen by the server and
 * never become object keys.
 */
export function pickHeaders(
  raw: readonly (Buffer | string)[],
): Pick<Answer, 'location' | 'contentType' | 'retryAfter' | 'contentEncoding'> {
  const found = new Map<string, string>();
  for (let index = 0; index + 1 < raw.length; index += 2) {
    const name = String(raw[index]).toLowerCase();
    const value = String(raw[index + 1]).trim();
    if (!NAMES.has(name)) continue;
    const before = found.get(name);
    found.set(
      name,
      before !== undefined && name === 'content-encoding' ? `${before},${value}` : value,
    );
  }
  return {
    location: found.get('location') ?? null,
    contentType: found.get('content-type') ?? '',
    retryAfter: found.get('retry-after') ?? null,
    contentEncoding: (found.get('content-encoding') ?? '')
      .toLowerCase()
      .split(',')
      .map((coding) => coding.trim())
      .filter((coding) => coding !== '' && coding !== 'identity'),
  };
}
