import type { ChannelUrlFault, EgressFact, NoAnswer } from '@app/domain';
import {
  BoundedBytes,
  type ConnectorOptions,
  EgressDeniedError,
  guardedConnector,
  type EgressGuard,
} from '@app/platform';
import { Client } from 'undici';
import { networkFailure } from './network-failure.ts';

/** Longest time from opening the connection to the end of the answer, in milliseconds. */
const POST_DEADLINE_MS = 10_000;

/** An answer is only read to see whether it confirms; what is longer than this is not read. */
const ANSWER_LIMIT_BYTES = 65_536;

export interface HttpPost {
  url: string;
  headers: Record<string, string>;
  /** Null: nothing is sent, as `GET`. */
  body: string | null;
  signal: AbortSignal;
  /** How long to wait in all; default: that of the poster. */
  timeoutMs?: number;
}

/** What a POST came to; nothing of it holds a part of the url. */
export type HttpAnswer =
  | {
      kind: 'answered';
      status: number;
      retryAfter: string | null;
      body: string;
      /** How long nothing more is taken, in milliseconds, as the headers say; absent while something is. */
      pauseMs?: number;
    }
  | {
      kind: 'failed';
      failure: NoAnswer;
      /** It reached a server that did not answer: it may have been taken. */
      isUnanswered?: true;
    }
  | { kind: 'denied'; fault: ChannelUrlFault | EgressFact };

/** Sends one POST over a connection of its own. Rejects only with the reason of its signal. */
export type HttpPoster = (post: HttpPost) => Promise<HttpAnswer>;

export interface HttpPosterOptions {
  /** Decides which connections may be opened. */
  guard: EgressGuard;
  userAgent: string;
  deadlineMs?: number;
  /** What certificates are trusted; default: the usual roots. */
  trust?: ConnectorOptions['trust'];
}

const readStart = async (body: AsyncIterable<Buffer>): Promise<string> => {
  const bytes = new BoundedBytes(ANSWER_LIMIT_BYTES);
  try {
    for await (const chunk of body) {
      if (!bytes.add(chunk)) break;
    }
  } catch {
    // The status line has already said what became of the message: a broken body changes nothing.
  }
  return bytes.toBuffer().toString('utf8');
};

const headerText = (value: string | string[] | undefined): string | null =>
  (Array.isArray(value) ? value[0] : value) ?? null;

type Headers = Readonly<Record<string, string | string[] | undefined>>;

/** Longest pause after a message, so that one wrong header cannot silence a channel. */
const LONGEST_PAUSE_MS = 60_000;

/** When a limit has been used up by this very message (Discord, rate limits; others do alike). */
const pauseIn = (headers: Headers): { pauseMs?: number } => {
  if (headerText(headers['x-ratelimit-remaining']) !== '0') return {};
  const seconds = Number(headerText(headers['x-ratelimit-reset-after']) ?? Number.NaN);
  return seconds > 0 ? { pauseMs: Math.min(Math.ceil(seconds * 1_000), LONGEST_PAUSE_MS) } : {};
};

interface Exchange {
  post: HttpPost;
  signal: AbortSignal;
  agent: string;
}

const exchange = async (client: Client, { post, signal, agent }: Exchange) => {
  const { pathname, search } = new URL(post.url);
  const { statusCode, headers, body } = await client.request({
    method: post.body === null ? 'GET' : 'POST',
    path: `${pathname}${search}`,
    headers: { 'content-type': 'application/json', ...post.headers, 'user-agent': agent },
    body: post.body,
    signal,
  });
  return {
    kind: 'answered' as const,
    status: statusCode,
    retryAfter: headerText(headers['retry-after']),
    body: await readStart(body),
    ...pauseIn(headers),
  };
};

const judgeFailure = (error: unknown): HttpAnswer =>
  error instanceof EgressDeniedError
    ? { kind: 'denied', fault: error.fact }
    : { kind: 'failed', failure: networkFailure(error) };

const isNoHttp = (error: unknown): boolean =>
  error instanceof Error && error.name === 'HTTPParserError';

/** Makes a poster of bodies, in JSON unless their headers say otherwise: no redirects, one deadline for everything, an answer read to 64 KiB at most. */
export const createHttpPoster = (options: HttpPosterOptions): HttpPoster => {
  const { guard, userAgent, deadlineMs = POST_DEADLINE_MS, trust } = options;
  const connect = guardedConnector(guard, { timeoutMs: deadlineMs, ...(trust && { trust }) });
  return async (post) => {
    post.signal.throwIfAborted();
    const limitMs = post.timeoutMs ?? deadlineMs;
    const deadline = AbortSignal.timeout(limitMs);
    const client = new Client(new URL(post.url).origin, {
      ...{ connect, allowH2: false },
      // The deadline is the only limit.
      ...{ headersTimeout: 0, bodyTimeout: 0 },
    });
    const progress = { isConnected: false };
    client.once('connect', () => {
      progress.isConnected = true;
    });
    try {
      const both = AbortSignal.any([post.signal, deadline]);
      return await exchange(client, { post, signal: both, agent: userAgent });
    } catch (error) {
      post.signal.throwIfAborted();
      const failure: HttpAnswer = deadline.aborted
        ? { kind: 'failed', failure: { why: 'timeout', withinMs: limitMs } }
        : judgeFailure(error);
      return progress.isConnected && failure.kind === 'failed' && !isNoHttp(error)
        ? { ...failure, isUnanswered: true }
        : failure;
    } finally {
      await client.destroy();
    }
  };
};
