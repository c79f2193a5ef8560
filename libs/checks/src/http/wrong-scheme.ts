import type { Socket } from 'node:net';
import type { SecureContext } from 'node:tls';
import { hostOfUrl, portOfUrl, type Failure, type SpokenProtocol } from '@app/domain';
import { connectGuarded, type EgressGuard, type IpFamily } from '@app/platform';
import { secure } from './secure.ts';

export interface WrongSchemeOptions {
  readonly guard: EgressGuard;
  readonly secureContext: () => SecureContext;
  readonly family: IpFamily;
  readonly signal: AbortSignal;
}

/** Time for the whole look, and for services that speak first, in milliseconds. */
const LOOK_MS = 1_500;
const GREETING_MS = 400;

const GREETINGS: readonly (readonly [RegExp, SpokenProtocol])[] = [
  [/^HTTP\/\d/, 'http'],
  [/^SSH-/, 'ssh'],
  [/^220[ -][^\r\n]*ftp/i, 'ftp'],
  [/^(?:220[ -]|\+OK|\* OK)/, 'mail'],
];

/** Answers by which servers that want TLS refuse plain http, and breaks by which others do. */
const REFUSALS = new Set(['400', '426', 'PROTOCOL', 'EMPTY_RESPONSE', 'CONNECTION_RESET']);

/** The first bytes that come, after a request when the other side does not speak first. */
function firstWords(socket: Socket, host: string, signal: AbortSignal): Promise<string> {
  const { promise, resolve } = Promise.withResolvers<string>();
  const ask = setTimeout(() => {
    socket.write(`HEAD / HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
  }, GREETING_MS);
  const end = (): void => resolve('');
  socket.once('data', (chunk: Buffer) => resolve(chunk.toString('latin1', 0, 100)));
  socket.once('error', end);
  socket.once('close', end);
  signal.addEventListener('abort', end);
  return promise.finally(() => {
    clearTimeout(ask);
    signal.removeEventListener('abort', end);
    socket.destroy();
  });
}

/** What the port of a url speaks, where that is not what its scheme says; null when it cannot be told. */
async function spokenAt(url: URL, options: WrongSchemeOptions): Promise<SpokenProtocol | null> {
  const { guard, family, secureContext } = options;
  const signal = AbortSignal.any([options.signal, AbortSignal.timeout(LOOK_MS)]);
  const host = hostOfUrl(url);
  try {
    const socket = await connectGuarded(guard, { host, port: portOfUrl(url), family, signal });
    if (url.protocol === 'https:') {
      const words = await firstWords(socket, host, signal);
      return GREETINGS.find(([pattern]) => pattern.test(words))?.[1] ?? null;
    }
    const context = secureContext();
    const secured = await secure(socket, {
      host,
      verify: false,
      context,
      alpn: 'http/1.1',
      signal,
    });
    secured.destroy();
    return 'tls';
  } catch {
    return null;
  }
}

/** True for failures that a wrong scheme brings about. */
function mayBeWrongScheme(url: URL, { class: failureClass, code }: Failure): boolean {
  return url.protocol === 'https:'
    ? code === 'TLS_NOT_TLS'
    : failureClass !== 'tls' && code !== null && REFUSALS.has(code);
}

/**
 * Adds to a failure what the port speaks in place of http or https. Looks again on a connection of its own, and only
 * after a failure that a wrong scheme brings about: servers refuse it in many ways, most of which say nothing.
 */
export async function withWrongScheme(
  failure: Failure,
  url: URL,
  options: WrongSchemeOptions,
): Promise<Failure> {
  if (!mayBeWrongScheme(url, failure) || options.signal.aborted) return failure;
  const spoken = await spokenAt(url, options);
  return spoken === null ? failure : { ...failure, speaks: spoken };
}
