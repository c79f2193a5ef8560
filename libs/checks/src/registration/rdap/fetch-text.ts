import { BoundedBytes, guardedConnector, type EgressGuard } from '@app/platform';
import { Agent, request } from 'undici';
import { TooLargeError } from '../failure-of-error.ts';
import { textOf } from './text-of.ts';

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

async function readBytes(body: AsyncIterable<Buffer>): Promise<Buffer> {
  const bytes = new BoundedBytes(MAX_BYTES);
  for await (const chunk of body) {
    if (!bytes.add(chunk)) throw new TooLargeError(MAX_BYTES);
  }
  return bytes.toBuffer();
}

const header = (value: string | string[] | undefined): string =>
  (Array.isArray(value) ? value[0] : value) ?? '';

/**
 * Gets one URL on a guarded connection of its own, without following redirects. Rejects with the error of the
 * connection, a `TooLargeError` above 1 MB (unpacked, too), a `PackingError`, or the reason of the signal.
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
        // What is compressed all the same is unpacked as far as an answer may be long.
        'accept-encoding': 'identity',
        'user-agent': userAgent,
      },
    });
    return {
      status: statusCode,
      location: header(headers['location']),
      retryAfter: header(headers['retry-after']),
      text: await textOf(await readBytes(body), header(headers['content-encoding']), MAX_BYTES),
    };
  } finally {
    await dispatcher.destroy();
  }
}
