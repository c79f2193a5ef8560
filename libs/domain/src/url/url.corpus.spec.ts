import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { EgressMode, EgressPolicy } from '../egress/policy.ts';
import { parseTargetUrl } from './url.ts';

interface Repeat {
  $repeat: { prefix?: string; s: string; n: number; suffix?: string };
}
interface Case {
  id: string;
  input: string | Repeat;
  expect: {
    publicOnly: 'accept' | 'reject';
    allowPrivate: 'accept' | 'reject';
    code: string | null;
    normalisedHost?: string;
    warn?: string;
  };
}

const fixture = new URL('../../fixtures/target-url.corpus.json', import.meta.url);
const cases = JSON.parse(readFileSync(fixture, 'utf8')) as Case[];

const policy = (mode: EgressMode): EgressPolicy => ({ mode, allow: [], own: [] });

function textOf(input: string | Repeat): string {
  if (typeof input === 'string') return input;
  const { prefix = '', s, n, suffix = '' } = input.$repeat;
  return prefix + s.repeat(n) + suffix;
}

describe.each([
  ['public-only', 'publicOnly'],
  ['allow-private', 'allowPrivate'],
] as const)('parseTargetUrl with the corpus, %s', (mode, expected) => {
  it.each(cases.map((one) => [one.id, one] as const))('%s', (_id, one) => {
    const result = parseTargetUrl(textOf(one.input), policy(mode));
    if (one.expect[expected] === 'reject') {
      expect(result).toMatchObject({ ok: false, reason: one.expect.code });
    } else {
      const host = one.expect.normalisedHost?.replace(/^\[|\]$/g, '');
      expect(result).toMatchObject({
        ok: true,
        host,
        isInternational: one.expect.warn === 'IDN_SHOW_PUNYCODE',
      });
    }
  });
});
