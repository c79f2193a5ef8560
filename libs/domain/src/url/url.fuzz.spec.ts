import { readFileSync } from 'node:fs';
import { BlockList, isIPv4, isIPv6 } from 'node:net';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseTargetUrl } from './url.ts';

const fixture = new URL('../../fixtures/target-url.corpus.json', import.meta.url);
const inputs = (JSON.parse(readFileSync(fixture, 'utf8')) as { input: unknown }[])
  .map(({ input }) => input)
  .filter((input): input is string => typeof input === 'string');

/** The ranges once more, through Node's own implementation: a second opinion, not a copy of ours. */
const inside = new BlockList();
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['224.0.0.0', 3],
] as const) {
  inside.addSubnet(network, prefix, 'ipv4');
}
for (const [network, prefix] of [
  ['::', 127],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
  ['::ffff:7f00:0', 104],
  ['::ffff:a9fe:0', 112],
  ['64:ff9b::7f00:0', 104],
  ['2002:7f00::', 24],
] as const) {
  inside.addSubnet(network, prefix, 'ipv6');
}

const PIECES = [
  ...Array.from(':/@.[]%#?\\0x7f '),
  '127.0.0.1',
  '::1',
  '169.254.169.254',
  '%2e',
  '\u3002',
  '\u200b',
  '\uff11',
];

const mutated = fc
  .tuple(
    fc.constantFrom(...inputs),
    fc.array(fc.tuple(fc.nat(60), fc.constantFrom(...PIECES), fc.nat(3)), { maxLength: 4 }),
  )
  .map(([input, edits]) =>
    edits.reduce(
      (text, [at, piece, cut]) => text.slice(0, at) + piece + text.slice(at + cut),
      input,
    ),
  );

it('never accepts a mutated url that leads inside', () => {
  fc.assert(
    fc.property(mutated, (text) => {
      const result = parseTargetUrl(text, { mode: 'public-only', allow: [], own: [] });
      if (!result.ok) return;
      const host = new URL(result.url).hostname.replace(/^\[|\]$/g, '');
      expect(result.host).toBe(host);
      expect(isIPv4(host) && inside.check(host, 'ipv4')).toBe(false);
      expect(isIPv6(host) && inside.check(host, 'ipv6')).toBe(false);
      expect(parseTargetUrl(result.url, { mode: 'public-only', allow: [], own: [] })).toEqual(
        result,
      );
    }),
    { numRuns: 20_000 },
  );
});
