import { isIP } from 'node:net';
import { networkInterfaces } from 'node:os';
import type { Failure } from '@app/domain';
import { pathTo } from '../../network/path.ts';
import { failure, type FailureContext } from './context.ts';
import { codeOf } from '../error-code.ts';

const OUT_OF_RESOURCES = new Set(['EMFILE', 'ENFILE', 'ENOBUFS', 'ENOMEM', 'EADDRINUSE']);
const NO_NETWORK = new Set(['EADDRNOTAVAIL', 'ENETDOWN', 'EACCES', 'EPERM', 'EINVAL']);

/** True when this machine has a route to an address: an address of its own alone leads nowhere. */
function hasRoute(address: string): boolean {
  const { route } = pathTo(address);
  return route === 'unknown' ? hasAddress(address) : route !== 'missing';
}

/** What can be known where the system does not show its routes. */
function hasAddress(address: string): boolean {
  const family = address.includes(':') ? 'IPv6' : 'IPv4';
  return Object.values(networkInterfaces()).some((list) =>
    list?.some((own) => !own.internal && own.family === family && !own.address.startsWith('fe80:')),
  );
}

function resetFailure({ phase, host }: FailureContext): Failure {
  // Some servers hang up when no name is sent, instead of saying so.
  const isNameless = phase === 'tls' && isIP(host) !== 0;
  return failure('reset', 'CONNECTION_RESET', {
    is: 'closed',
    during: phase,
    ...(isNameless ? { isNameless } : {}),
  });
}

/** What a failed connection says; null for an error that is no system error. */
export function socketFailure(error: Error, context: FailureContext): Failure | null {
  const { host, port, address } = context;
  const code = codeOf(error);
  switch (code) {
    case 'ECONNREFUSED':
      return failure('refused', 'CONNECTION_REFUSED', { is: 'refused', port });
    case 'ECONNRESET':
    case 'EPIPE':
    case 'ECONNABORTED':
      return resetFailure(context);
    case 'ETIMEDOUT':
      return failure('timeout', context.phase, { is: 'no-connection', port });
    case 'EHOSTUNREACH':
    case 'EHOSTDOWN':
      return failure('unreachable', 'HOST_UNREACHABLE', { is: 'no-way', host });
    case 'ENETUNREACH':
      // The kernel says the same for "no route there" and "no network here"; only the second is ours.
      return address === null || hasRoute(address)
        ? failure('unreachable', 'NETWORK_UNREACHABLE', { is: 'no-route', host })
        : failure('network', 'NO_ROUTE', {
            is: 'no-family',
            family: address.includes(':') ? 'IPv6' : 'IPv4',
          });
  }
  if (OUT_OF_RESOURCES.has(code)) {
    return failure('overload', code, { is: 'too-many-connections' });
  }
  if (NO_NETWORK.has(code)) {
    return failure('network', code, { is: 'own-connection' });
  }
  return null;
}

const BY_WEIGHT = ['ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH'];

/** Of the errors of several addresses, the one that says most about the target. */
export function tellingError(error: Error): Error {
  if (!(error instanceof AggregateError)) return error;
  const errors = error.errors.filter((one): one is Error => one instanceof Error);
  const weigh = (one: Error): number => {
    const index = BY_WEIGHT.indexOf(codeOf(one));
    return index === -1 ? BY_WEIGHT.length : index;
  };
  return errors.toSorted((a, b) => weigh(a) - weigh(b))[0] ?? error;
}
