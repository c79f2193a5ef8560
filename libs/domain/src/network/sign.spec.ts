import { expect, it } from 'vitest';
import type { FailureClass } from '../check/schema.ts';
import { networkSign } from './sign.ts';

const NOW = new Date('2026-01-01T12:00:00Z');

const signOf = (failureClass: FailureClass | null, address: string | null, url: string) =>
  networkSign({
    ...{ url, address, wasGood: true, isKnownDown: false, startedAt: NOW, endedAt: NOW },
    failure: failureClass && { class: failureClass, code: null, fact: { is: 'code' } },
  });

it.each([
  [null, '192.0.2.1', 'https://shop.test/', 443],
  ['status', '192.0.2.1', 'http://shop.test/', 80],
  ['tls', '2001:db8::1', 'https://shop.test:8443/', 8443],
] as const)('a check that ended with %s at %s reached somebody', (failure, address, url, port) => {
  expect(signOf(failure, address, url)).toEqual({ type: 'reached', address, port, at: NOW });
});

it.each([
  ['timeout', '192.0.2.1', 'https://shop.test/', { address: '192.0.2.1', name: 'shop.test' }],
  ['reset', null, 'http://192.0.2.7:81/', { address: '192.0.2.7', port: 81, name: null }],
  ['unreachable', null, 'http://[2001:db8::1]/', { address: '2001:db8::1', name: null }],
  ['dns', null, 'https://shop.test/', { address: null, name: 'shop.test', isNameAtFault: true }],
] as const)('%s at %s of %s may be the fault of the network', (failure, address, url, seen) => {
  expect(signOf(failure, address, url)).toMatchObject({ type: 'suspicion', suspicion: seen });
});

it.each([
  ['refused', '192.0.2.1'],
  ['overload', '192.0.2.1'],
  ['egress', null],
] as const)('%s says nothing of the network', (failure, address) => {
  expect(signOf(failure, address, 'https://shop.test/')).toBeNull();
});

it('an answer without an address says nothing of the network', () => {
  expect(signOf(null, null, 'https://shop.test/')).toBeNull();
});
