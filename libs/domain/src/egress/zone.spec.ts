import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseAddress } from './address.ts';
import { zoneOf, type ZonedAddress } from './zone.ts';

function zoned(text: string): ZonedAddress {
  const bytes = parseAddress(text);
  if (!bytes) throw new Error(`bad example: ${text}`);
  return zoneOf(bytes);
}

describe('zoneOf', () => {
  it.each([
    ['8.8.8.8', 'public'],
    ['2606:4700:4700::1111', 'public'],
    ['127.0.0.1', 'private'],
    ['100.64.0.0', 'private'],
    ['100.100.100.200', 'never'],
    ['192.0.0.1', 'private'],
    ['192.0.0.192', 'never'],
    ['168.63.129.16', 'never'],
    ['168.63.129.17', 'public'],
    ['0.0.0.0', 'never'],
    ['255.255.255.255', 'never'],
    ['fd00:ec2::254', 'never'],
    ['fd00:ec3::1', 'private'],
    ['::', 'never'],
    ['::1', 'private'],
    ['64:ff9b:1::1', 'never'],
    ['64:ff9b:1::8.8.8.8', 'public'],
    ['64:ff9b:1:ffff::10.0.0.1', 'private'],
    ['64:ff9b:1::169.254.169.254', 'never'],
    ['64:ff9b:2::8.8.8.8', 'public'],
    ['5f00::1', 'private'],
    ['5f01::1', 'public'],
    ['100:0:0:1::1', 'never'],
    ['2001:1f::1', 'private'],
    ['2001:20::1', 'public'],
    ['192.80.8.124', 'never'],
    ['fd20:ce::254', 'never'],
    ['fd20:ce::253', 'private'],
    ['fd00:42::42', 'never'],
    ['fd00:c1::a9fe:a9fe', 'never'],
    ['fd00:a9fe:a9fe::1', 'never'],
    ['::ffff:168.63.129.16', 'never'],
  ])('%s is %s', (text, zone) => {
    expect(zoned(text).zone).toBe(zone);
  });

  it('names the range that decided', () => {
    expect(zoned('192.168.1.1').range).toEqual({
      cidr: '192.168.0.0/16',
      kind: 'private',
    });
    expect(zoned('1.1.1.1').range).toBeNull();
  });

  it('gives every IPv6 form of an IPv4 address the zone of that address', () => {
    const octet = fc.integer({ min: 0, max: 255 });
    fc.assert(
      fc.property(fc.tuple(octet, octet, octet, octet), ([a, b, c, d]) => {
        const high = ((a << 8) | b).toString(16);
        const low = ((c << 8) | d).toString(16);
        const flippedHigh = (((a << 8) | b) ^ 0xffff).toString(16);
        const flippedLow = (((c << 8) | d) ^ 0xffff).toString(16);
        const expected = zoned(`${a}.${b}.${c}.${d}`);
        for (const form of [
          `::ffff:${high}:${low}`,
          `::ffff:0:${high}:${low}`,
          `64:ff9b::${high}:${low}`,
          `64:ff9b:1:0:0:0:${high}:${low}`,
          `2002:${high}:${low}::1`,
          `2001:0:808:808:0:0:${flippedHigh}:${flippedLow}`,
        ]) {
          expect(zoned(form)).toEqual(expected);
        }
      }),
    );
  });
});
