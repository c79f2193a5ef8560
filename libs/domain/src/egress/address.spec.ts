import { isIP } from 'node:net';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseAddress } from './address.ts';

const hex = (text: string): string | null => {
  const bytes = parseAddress(text);
  return bytes && Buffer.from(bytes).toString('hex');
};

describe('parseAddress', () => {
  it.each([
    ['127.0.0.1', '7f000001'],
    ['255.255.255.255', 'ffffffff'],
    ['::', '0'.repeat(32)],
    ['::1', `${'0'.repeat(31)}1`],
    ['1::', `0001${'0'.repeat(28)}`],
    ['2001:DB8::8:800:200c:417a', '20010db80000000000080800200c417a'],
    ['::ffff:10.0.0.5', '00000000000000000000ffff0a000005'],
    ['1:2:3:4:5:6:7::', '00010002000300040005000600070000'],
    ['fe80::1%eth0', 'fe800000000000000000000000000001'],
  ])('reads %s', (text, expected) => {
    expect(hex(text)).toBe(expected);
  });

  it.each([
    '',
    'localhost',
    '127.1',
    '0x7f.0.0.1',
    '0177.0.0.1',
    '127.0.0.256',
    '1.2.3.4.5',
    '1.2.3.4.',
    ':',
    ':::',
    '1::2::3',
    '1:2:3:4:5:6:7',
    '1:2:3:4:5:6:7:8:9',
    '1:2:3:4:5:6:7:8::',
    '12345::',
    '::1.2.3',
    '::1.2.3.4:1',
    'g::',
  ])('refuses %j', (text) => {
    expect(parseAddress(text)).toBeNull();
  });

  it('agrees with Node about every spelling', () => {
    const noise = fc.string({
      unit: fc.constantFrom(...Array.from('0123456789abcdefx.:')),
      maxLength: 24,
    });
    const text = fc.oneof(fc.ipV4(), fc.ipV6(), fc.ipV4Extended(), noise);
    fc.assert(
      fc.property(text, (candidate) => {
        expect((parseAddress(candidate)?.length ?? 0) > 0).toBe(isIP(candidate) !== 0);
      }),
      { numRuns: 3_000 },
    );
  });
});
