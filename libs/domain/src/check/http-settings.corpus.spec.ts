import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  DEFAULT_EXPECTATION,
  DEFAULT_REQUEST,
  Expectation,
  RequestSettings,
} from './http-settings.ts';

interface Case {
  id: string;
  class: 'request-header' | 'keyword';
  input: unknown;
  expect: string;
}

const fixture = new URL('../../fixtures/target-settings.corpus.json', import.meta.url);
const cases = JSON.parse(readFileSync(fixture, 'utf8')) as Case[];

/** Writes out the corpus notation for long texts and large objects. */
function expand(input: unknown): unknown {
  if (typeof input !== 'object' || input === null) return input;
  if ('$repeat' in input) {
    const { s, n, suffix = '' } = input.$repeat as { s: string; n: number; suffix?: string };
    return s.repeat(n) + suffix;
  }
  if ('$repeatObject' in input) {
    const { n } = input.$repeatObject as { n: number };
    return Object.fromEntries(Array.from({ length: n }, (_, index) => [`X-${index}`, 'v']));
  }
  return Object.fromEntries(Object.entries(input).map(([key, value]) => [key, expand(value)]));
}

function isAccepted({ class: kind, input }: Case): boolean {
  const value = expand(input);
  return kind === 'keyword'
    ? Expectation.safeParse({ ...DEFAULT_EXPECTATION, contains: value }).success
    : RequestSettings.safeParse({ ...DEFAULT_REQUEST, headers: value }).success;
}

describe('request headers and keywords of the corpus', () => {
  it.each(cases.map((one) => [one.id, one.expect, one] as const))('%s: %s', (_id, _expect, one) => {
    // "Rejected or …; documented" leaves the choice to us: Latin-1 header values are accepted.
    const isRejected = one.expect.startsWith('rejected') && !one.expect.includes(' or ');
    expect(isAccepted(one)).toBe(!isRejected);
  });

  it('drops or refuses a header named __proto__', () => {
    const headers: unknown = JSON.parse('{"__proto__": "x"}');
    const parsed = RequestSettings.safeParse({ ...DEFAULT_REQUEST, headers });
    expect(parsed.success && Object.hasOwn(parsed.data.headers, '__proto__')).toBe(false);
  });
});
