import { BlockList } from 'node:net';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseAddress } from './address.ts';
import { containsAddress, parseCidr } from './cidr.ts';

function contains(block: string, address: string): boolean {
  const cidr = parseCidr(block);
  const bytes = parseAddress(address);
  if (!cidr || !bytes) throw new Error(`bad example: ${block} ${address}`);
  return containsAddress(cidr, bytes);
}

describe('parseCidr', () => {
  it('reads a single address as a block of one', () => {
    expect(parseCidr(' 10.0.0.5 ')).toMatchObject({ text: '10.0.0.5/32', prefix: 32 });
    expect(parseCidr('::1')).toMatchObject({ text: '::1/128', prefix: 128 });
  });

  it.each(['', '10.0.0.0/33', '10.0.0.0/', '10.0.0.0/-1', '10.0.0.0/8/8', 'fd00::/129', 'lan/8'])(
    'refuses %j',
    (text) => {
      expect(parseCidr(text)).toBeNull();
    },
  );
});

describe('containsAddress', () => {
  it.each([
    ['10.0.0.0/8', '10.255.255.255', true],
    ['10.0.0.0/8', '11.0.0.0', false],
    ['172.16.0.0/12', '172.31.255.255', true],
    ['172.16.0.0/12', '172.32.0.0', false],
    ['0.0.0.0/0', '203.0.113.9', true],
    ['192.0.2.1/32', '192.0.2.1', true],
    ['192.0.2.1/32', '192.0.2.0', false],
    ['fe80::/10', 'febf::1', true],
    ['fe80::/10', 'fec0::1', false],
    ['::/0', '10.0.0.1', false],
  ])('%s holds %s: %s', (block, address, expected) => {
    expect(contains(block, address)).toBe(expected);
  });

  it('agrees with the block list of Node', () => {
    const pair = fc.tuple(fc.ipV4(), fc.ipV4(), fc.integer({ min: 1, max: 32 }));
    fc.assert(
      fc.property(pair, ([network, address, prefix]) => {
        const list = new BlockList();
        list.addSubnet(network, prefix, 'ipv4');
        expect(contains(`${network}/${prefix}`, address)).toBe(list.check(address, 'ipv4'));
      }),
      { numRuns: 2_000 },
    );
  });
});
