import type { Socket } from 'node:net';
import type { SecureContext } from 'node:tls';
import { hostOfUrl, portOfUrl } from '@app/domain';
import { connectGuarded, type EgressGuard, type IpFamily } from '@app/platform';
import { secure, type Alpn } from './secure.ts';
import type { Trail } from './trail.ts';

export interface ConnectionContext {
  readonly guard: EgressGuard;
  readonly secureContext: () => SecureContext;
  readonly family: IpFamily;
  readonly verifyTls: boolean;
  readonly signal: AbortSignal;
  readonly trail: Trail;
}

/**
 * A connection of its own to the server of a URL, with TLS for https. Marks phases and address on the trail; rejects
 * with the error of the phase that failed, or with the reason of the signal.
 */
export async function openConnection(
  url: URL,
  context: ConnectionContext,
  alpn: Alpn,
): Promise<Socket> {
  const { trail, guard, family, signal } = context;
  const host = hostOfUrl(url);
  const socket = await connectGuarded(guard, {
    host,
    port: portOfUrl(url),
    family,
    signal,
    onResolved: ([first]) => {
      trail.address = first?.address ?? null;
      trail.isDnsCached = first?.isCached ?? false;
      trail.clock.enter('connect');
    },
    onSkipped: (skipped) => {
      trail.skipped = skipped;
    },
  });
  trail.address = socket.remoteAddress ?? trail.address;
  if (url.protocol === 'http:') return socket;
  trail.clock.enter('tls');
  return secure(socket, {
    host,
    verify: context.verifyTls,
    context: context.secureContext(),
    alpn,
    signal,
  });
}
