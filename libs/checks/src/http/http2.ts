import { connect, constants, type ClientHttp2Stream } from 'node:http2';
import type { Answer } from './answer.ts';
import { MAX_HEAD_BYTES } from './budget.ts';
import { codeOf } from './error-code.ts';
import { HandshakeError } from './handshake-error.ts';
import { isHttp2Start } from './http2-start.ts';
import { HeadError } from './lenient/head.ts';
import { closedEarly } from './lenient/reader.ts';
import { requestTarget } from './request-target.ts';
import type { Speaker } from './speaker.ts';

const NO_ALPN = 'ERR_SSL_TLSV1_ALERT_NO_APPLICATION_PROTOCOL';
/** Answers that ask for another version: 505, 426 (Upgrade Required), 464 of the load balancers of AWS. */
const OTHER_VERSION = new Set([505, 426, 464]);
/** Lines of a head; Node's own limit is 128. */
const MAX_HEAD_PAIRS = 16_384;

/** True when what came of HTTP/1.1 says that the server speaks HTTP/2 only. Without TLS nobody does. */
export function wantsHttp2(url: URL, outcome: unknown): boolean {
  if (url.protocol !== 'https:') return false;
  if (!(outcome instanceof Error)) return OTHER_VERSION.has((outcome as Answer).statusCode);
  const error = outcome instanceof HandshakeError ? outcome.cause : outcome;
  if (codeOf(error) === NO_ALPN) return true;
  return 'data' in outcome && typeof outcome.data === 'string' && isHttp2Start(outcome.data);
}

/** Headers of one connection of HTTP/1.1, which no request of HTTP/2 may carry (RFC 9113 8.2.2). */
const OF_CONNECTION = new Set([
  'connection',
  'host',
  'http2-settings',
  'keep-alive',
  'proxy-connection',
  'te',
  'transfer-encoding',
  'upgrade',
]);

/** Speaks HTTP/2 on a connection that agreed to it. */
export const requestHttp2: Speaker = (hop, socket, { collector, context, onResume }) => {
  const { clock } = context.trail;
  const session = connect(hop.url.origin, {
    createConnection: () => socket,
    maxHeaderListPairs: MAX_HEAD_PAIRS,
    settings: { enablePush: false, maxHeaderListSize: MAX_HEAD_BYTES },
  });
  const fail = (error: Error): void => {
    const isOfHttp2 = codeOf(error).startsWith('ERR_HTTP2');
    if (!isOfHttp2) collector.fail(error);
    else if (collector.hasHead) collector.fail(closedEarly());
    else collector.fail(new HeadError('http2-broken', codeOf(error)));
  };
  session.on('error', fail);
  session.on('close', () => {
    collector.fail(closedEarly());
  });
  const stream = session.request({
    [constants.HTTP2_HEADER_METHOD]: hop.method,
    [constants.HTTP2_HEADER_PATH]: requestTarget(hop.url),
    [constants.HTTP2_HEADER_AUTHORITY]: hop.url.host,
    [constants.HTTP2_HEADER_SCHEME]: 'https',
    ...Object.fromEntries([...hop.headers].filter(([name]) => !OF_CONNECTION.has(name))),
  });
  listen(stream);
  stream.end(hop.body ?? undefined);
  clock.enter('first-byte');
  onResume(() => {
    stream.resume();
  });

  function listen(one: ClientHttp2Stream): void {
    one.on('headers', (headers) => {
      collector.head(Number(headers[':status']), []);
    });
    one.on('response', (headers, _flags, raw: string[]) => {
      clock.enter('transfer');
      collector.head(Number(headers[':status']), raw, '2');
    });
    one.on('data', (chunk: Buffer) => {
      if (!collector.data(chunk)) one.pause();
    });
    one.on('end', () => {
      // A stream that is cut off ends, too.
      if (one.rstCode === constants.NGHTTP2_NO_ERROR && collector.hasHead) collector.end();
    });
    one.on('error', fail);
  }
};
