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
  const when =
    phase === 'tls'
      ? 'during the TLS handshake'
      : phase === 'connect'
        ? 'while connecting'
        : phase === 'transfer'
          ? 'in the middle of the answer'
          : 'without an answer';
  // Some servers hang up when no name is sent, instead of saying so.
  const why =
    phase === 'tls' && isIP(host) !== 0
      ? ' It may need a name: the target is an IP address, for which none is sent.'
      : '';
  return failure('reset', 'CONNECTION_RESET', `The server closed the connection ${when}.${why}`);
}

/** What a failed connection says; null for an error that is no system error. */
export function socketFailure(error: Error, context: FailureContext): Failure | null {
  const { host, port, address } = context;
  const code = codeOf(error);
  switch (code) {
    case 'ECONNREFUSED':
      return failure('refused', 'CONNECTION_REFUSED', `Refused: nothing listens on port ${port}.`);
    case 'ECONNRESET':
    case 'EPIPE':
    case 'ECONNABORTED':
      return resetFailure(context);
    case 'ETIMEDOUT':
      return failure(
        'timeout',
        context.phase,
        `No connection to port ${port}: no reaction at all.`,
      );
    case 'EHOSTUNREACH':
    case 'EHOSTDOWN':
      return failure('unreachable', 'HOST_UNREACHABLE', `There is no way to reach ${host}.`);
    case 'ENETUNREACH':
      // The kernel says the same for "no route there" and "no network here"; only the second is ours.
      return address === null || hasRoute(address)
        ? failure('unreachable', 'NETWORK_UNREACHABLE', `There is no network route to ${host}.`)
        : failure(
            'network',
            'NO_ROUTE',
            `This machine has no ${address.includes(':') ? 'IPv6' : 'IPv4'} connection. That says nothing about the site.`,
          );
  }
  if (OUT_OF_RESOURCES.has(code)) {
    return failure('overload', code, 'This machine has too many open connections to check now.');
  }
  if (NO_NETWORK.has(code)) {
    return failure('network', code, 'This machine could not open a connection of its own.');
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
