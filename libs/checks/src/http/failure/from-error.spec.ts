import { networkInterfaces } from 'node:os';
import { describeFailure, viewFailure } from '@app/domain';
import { errors } from 'undici';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { parseIpv4Routes, readRoutes } from '../../network/routes.ts';
import type { FailureContext } from './context.ts';
import { failureFromError } from './from-error.ts';

vi.mock('node:os', () => ({ networkInterfaces: vi.fn() }));
vi.mock('../../network/routes.ts', async (original) => ({
  ...(await original<typeof import('../../network/routes.ts')>()),
  readRoutes: vi.fn(),
}));

const context: FailureContext = {
  host: 'good.example',
  port: 8_080,
  phase: 'connect',
  address: '203.0.113.9',
  timeoutMs: 10_000,
};
const coded = (code: string): Error => Object.assign(new Error(code), { code });

beforeEach(() => {
  vi.mocked(readRoutes).mockReturnValue(null);
  vi.mocked(networkInterfaces).mockReturnValue({
    eth0: [
      {
        address: '192.168.0.9',
        family: 'IPv4',
        internal: false,
        netmask: '255.255.255.0',
        mac: '',
        cidr: null,
      },
    ],
  });
});

describe('failureFromError', () => {
  it.each([
    ['ECONNREFUSED', 'refused', 'Refused: nothing listens on port 8080.'],
    ['ECONNRESET', 'reset', 'The server closed the connection while connecting.'],
    ['ETIMEDOUT', 'timeout', 'No connection to port 8080: no reaction at all.'],
    ['EHOSTUNREACH', 'unreachable', 'There is no way to reach good.example.'],
    ['ENETUNREACH', 'unreachable', 'There is no network route to good.example.'],
    ['EMFILE', 'overload', 'This machine has too many open connections to check now.'],
    ['ENETDOWN', 'network', 'This machine could not open a connection of its own.'],
    ['ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE', 'tls', /handshake failed/],
    ['UND_ERR_INVALID_ARG', 'internal', /says nothing about the site/],
  ])('%s is %s', (code, failureClass, message) => {
    expect(viewFailure(failureFromError(coded(code), context))).toMatchObject({
      class: failureClass,
      message: expect.stringMatching(message),
    });
  });

  it('takes a missing route of ours for our own fault', () => {
    const failure = failureFromError(coded('ENETUNREACH'), { ...context, address: '2001:db8::1' });
    expect(failure).toMatchObject({ class: 'network', code: 'NO_ROUTE' });
    expect(describeFailure(failure)).toMatch(/^This machine has no IPv6 connection/);
  });

  it('takes an address of ours without a route for our own fault, too', () => {
    const lan = parseIpv4Routes('eth0 0000A8C0 00000000 0001 0 0 0 00FFFFFF 0 0 0');
    vi.mocked(readRoutes).mockReturnValue(lan);
    const failure = failureFromError(coded('ENETUNREACH'), context);
    expect(failure).toMatchObject({ class: 'network', code: 'NO_ROUTE' });
    const neighbour = { ...context, address: '192.168.0.7' };
    expect(failureFromError(coded('ENETUNREACH'), neighbour).class).toBe('unreachable');
  });

  it('reports of several addresses the error that says most', () => {
    const both = new AggregateError([coded('ENETUNREACH'), coded('ECONNREFUSED')]);
    expect(failureFromError(both, context).class).toBe('refused');
    const timeout = new AggregateError([coded('ENETUNREACH'), coded('ETIMEDOUT')]);
    expect(failureFromError(timeout, context)).toMatchObject({ class: 'timeout', code: 'connect' });
  });

  it('knows the errors of the parser by name when they have no code', () => {
    const error = new errors.HTTPParserError('Invalid header');
    expect(failureFromError(error, { ...context, phase: 'first-byte' }).class).toBe('protocol');
  });

  it('never repeats the text of an unknown error', () => {
    const failure = failureFromError(new TypeError('secret body'), context);
    expect(failure).toMatchObject({ class: 'internal', code: 'TypeError' });
    expect(JSON.stringify(failure)).not.toContain('secret');
  });
});
