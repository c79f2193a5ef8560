import { describe, expect, it } from 'vitest';
import { orderAddresses } from './order-addresses.ts';
import type { ResolvedAddress } from '../names/resolver.ts';
import { RouteMemory } from './route-memory.ts';

const answers = (...addresses: string[]): ResolvedAddress[] =>
  addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
const order = (...addresses: string[]): string[] =>
  orderAddresses(answers(...addresses)).map(({ address }) => address);

describe('orderAddresses', () => {
  it('lets the families take turns, beginning with that of the first answer', () => {
    expect(order('::1', '::2', '::3', '1.1.1.1', '1.1.1.2')).toEqual([
      '::1',
      '1.1.1.1',
      '::2',
      '1.1.1.2',
      '::3',
    ]);
    expect(order('1.1.1.1', '::1')).toEqual(['1.1.1.1', '::1']);
  });

  it('keeps the order within one family', () => {
    expect(order('1.1.1.3', '1.1.1.1', '1.1.1.2')).toEqual(['1.1.1.3', '1.1.1.1', '1.1.1.2']);
  });

  it('begins with the family that is preferred, where there is one', () => {
    expect(orderAddresses(answers('::1', '1.1.1.1'), 4)[0]?.family).toBe(4);
    expect(orderAddresses(answers('::1', '::2'), 4)).toHaveLength(2);
  });
});

describe('RouteMemory', () => {
  const both = answers('2001:db8::1', '192.0.2.1');

  it('puts a family last for a while after there was no route for it', () => {
    let now = 0;
    const routes = new RouteMemory(() => now);
    expect(routes.preferred(both)).toBe(6);
    routes.miss({ address: '2001:db8::1', family: 6 });
    expect(routes.preferred(both)).toBe(4);
    now = 31_000;
    expect(routes.preferred(both)).toBe(6);
  });

  it('learns nothing from loopback, which has no route to lose', () => {
    const routes = new RouteMemory(() => 0);
    routes.miss({ address: '::1', family: 6 });
    expect(routes.preferred(both)).toBe(6);
  });
});
