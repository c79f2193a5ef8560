import { guardedConnector, type EgressGuard } from '@app/platform';
import { Agent, request } from 'undici';
import { TooLargeError } from '../failure-of-error.ts';

/** The largest record of a registry that we met has 30 KB, the bootstrap file 90 KB. */
const MAX_BYTES = 1_048_576;

export interface TextAnswer {
  readonly status: number;
  /** Values of the headers that matter; empty when missing. */
  readonly location: string;
  readonly retryAfter: string;
  readonly text: string;
}

export interface FetchOptions {
  readonly guard: EgressGuard;
  readonly userAgent: string;
  readonly signal: AbortSignal;
}

async function readText(body: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > MAX_BYTES) throw new TooLargeError(MAX_BYTES);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

const header = (value: string | string[] | undefined): string =>
  (Array.isArray(value) ? value[0] : value) ?? '';

/**
 * Gets one URL on a guarded connection of its own, without following redirects. Rejects with the error of the
 * connection, a `TooLargeError` above 1 MB, or the reason of the signal.
 */
export async function fetchText(
  url: URL,
  { guard, userAgent, signal }: FetchOptions,
): Promise<TextAnswer> {
  signal.throwIfAborted();
  const dispatcher = new Agent({ connect: guardedConnector(guard), pipelining: 0 });
  try {
    const { statusCode, headers, body } = await request(url, {
      dispatcher,
      signal,
      headers: {
        accept: 'application/rdap+json, application/json;q=0.9',
        // A compressed answer could unpack to any size.
        'accept-encoding': 'identity',
        'user-agent': userAgent,
      },
    });
    return {
      status: statusCode,
      location: header(headers['location']),
      retryAfter: header(headers['retry-after']),
      text: await readText(body),
    };
  } finally {
    await dispatcher.destroy();
  }
}
