import { type Cidr, containsAddress, parseAddress } from '@app/domain';
import type { Identify } from '../../src/guards/identify.ts';
import { Refusal } from '../../src/guards/refusal.ts';

/** What a supervisor asks for, without a name. */
const OPEN = new Set(['/health/live', '/health/ready']);

/** Believes the header of a proxy, and nobody else. */
export function identifyByProxy(proxies: readonly Cidr[], header = 'x-forwarded-user'): Identify {
  return ({ url, headers, socket }) => {
    if (OPEN.has(url)) return null;
    // The peer of the connection, not `request.ip`: that one follows what headers say.
    const peer = parseAddress((socket.remoteAddress ?? '').replace(/^::ffff:/i, ''));
    if (!peer || !proxies.some((block) => containsAddress(block, peer))) {
      throw new Refusal(401, 'Log in: this address is reached through the proxy only.');
    }
    const name = headers[header];
    // Two headers arrive as one with a comma: somebody else has set the first one.
    if (typeof name !== 'string' || !/^[\w.@+-]{1,100}$/.test(name)) {
      throw new Refusal(401, 'Log in: the proxy did not say who you are.');
    }
    return name;
  };
}
