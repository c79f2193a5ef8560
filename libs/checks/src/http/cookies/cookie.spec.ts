import { describe, expect, it } from 'vitest';
import { CookieJar } from './jar.ts';

const NOW = Date.UTC(2026, 0, 1);

/** What is sent to `to` after answers from `from` set cookies. */
function sent(setCookies: string[], from: string, to: string, own: string | null = null) {
  const jar = new CookieJar();
  jar.take(setCookies, new URL(from), NOW);
  return jar.headerFor(new URL(to), own, NOW);
}

const HOST = 'https://www.shop.example/a/b';

describe('CookieJar', () => {
  it.each([
    ['the same address', 'a=1', HOST, 'a=1'],
    ['a page beside it, by the default path', 'a=1', 'https://www.shop.example/a/c', 'a=1'],
    ['another port', 'a=1; Path=/', 'https://www.shop.example:8443/', 'a=1'],
    ['a path below', 'a=1; Path=/x', 'https://www.shop.example/x/y', 'a=1'],
    [
      'a host below the domain',
      'a=1; Path=/; Domain=shop.example',
      'https://api.shop.example/',
      'a=1',
    ],
    ['the domain with a dot', 'a=1; Path=/; Domain=.Shop.example', 'https://shop.example/', 'a=1'],
    ['plain http, unless secure', 'a=1; Path=/', 'http://www.shop.example/', 'a=1'],
    ['later, before it ends', 'a=1; Path=/; Max-Age=60', HOST, 'a=1'],
    ['a later date', 'a=1; Path=/; Expires=Thu, 01-Jan-2027 00:00:00 GMT', HOST, 'a=1'],
    ['Max-Age beats Expires', 'a=1; Max-Age=9; Expires=Thu, 01 Jan 1970 00:00:00 GMT', HOST, 'a=1'],
    ['an unreadable date', 'a=1; Expires=soon', HOST, 'a=1'],
    ['odd bytes', 'a="b, \xe9"; Path=/', HOST, 'a="b, \xe9"'],
    ['an equals sign in the value', 'a=b=c', HOST, 'a=b=c'],
    ['a value alone', 'seen; Path=/', HOST, 'seen'],
    ['an empty value', 'a=', HOST, 'a='],
    ['unknown attributes', 'a=1; HttpOnly; SameSite=Strict; Priority=High', HOST, 'a=1'],
    ['a promise that is kept', '__Host-a=1; Secure; Path=/', HOST, '__Host-a=1'],
  ])('sends to %s', (_what, header, to, expected) => {
    expect(sent([header], HOST, to)).toBe(expected);
  });

  it.each([
    ['another host', 'a=1; Path=/', 'https://www.other.example/'],
    ['a host below, without a domain', 'a=1; Path=/', 'https://x.www.shop.example/'],
    ['the domain above, without a domain', 'a=1; Path=/', 'https://shop.example/'],
    ['another path', 'a=1; Path=/x', HOST],
    ['a path that only begins alike', 'a=1; Path=/a/b', 'https://www.shop.example/a/bc'],
    ['plain http, when secure', 'a=1; Path=/; Secure', 'http://www.shop.example/a/b'],
    ['anybody, set for a foreign domain', 'a=1; Domain=other.example', HOST],
    ['anybody, set for a public suffix', 'a=1; Path=/; Domain=example', HOST],
    ['anybody after its end', 'a=1; Expires=Thu, 01 Jan 1970 00:00:00 GMT', HOST],
    ['anybody with a negative age', 'a=1; Max-Age=-1', HOST],
    ['anybody, with control characters', 'a=1\u0001', HOST],
    ['anybody, too long', `a=${'x'.repeat(5_000)}`, HOST],
    ['anybody, empty', '; Path=/', HOST],
    ['anybody, a broken promise', '__Host-a=1; Secure; Path=/; Domain=shop.example', HOST],
    ['anybody, another broken promise', '__Secure-a=1', HOST],
  ])('does not send to %s', (_what, header, to) => {
    expect(sent([header], HOST, to)).toBeNull();
  });

  it('does not take a secure cookie from plain http', () => {
    expect(sent(['a=1; Secure'], 'http://www.shop.example/', HOST)).toBeNull();
  });

  it.each(['github.io', 'co.uk'])('keeps %s apart', (suffix) => {
    const from = `https://me.${suffix}/`;
    expect(sent([`a=1; Domain=${suffix}`], from, `https://you.${suffix}/`)).toBeNull();
    expect(sent([`a=1; Domain=me.${suffix}`], from, `https://x.me.${suffix}/`)).toBe('a=1');
  });

  it('knows addresses by themselves only', () => {
    expect(sent(['a=1'], 'http://127.0.0.1:81/', 'http://127.0.0.1:82/')).toBe('a=1');
    expect(sent(['a=1; Domain=0.0.1'], 'http://127.0.0.1/', 'http://127.0.0.1/')).toBeNull();
    expect(sent(['a=1'], 'http://[::1]/', 'http://[::1]/')).toBe('a=1');
  });

  it('replaces, deletes and sorts', () => {
    const cookies = [
      'a=1; Path=/',
      'b=2; Path=/a',
      'c=3; Path=/',
      'a=4; Path=/',
      'c=; Path=/; Max-Age=0',
    ];
    expect(sent(cookies, HOST, HOST)).toBe('b=2; a=4');
  });

  it('puts the cookies of a person first, and lets the site change them', () => {
    expect(sent(['b=9; Path=/'], HOST, HOST, 'a=1; b=2;c=3')).toBe('a=1; c=3; b=9');
    expect(sent([], HOST, HOST, 'a=1')).toBe('a=1');
  });

  it('keeps no more than browsers do', () => {
    const many = Array.from({ length: 100_000 }, (_, index) => `c${index}=1`);
    expect(sent(many, HOST, HOST)?.split('; ')).toHaveLength(180);
  });
});
