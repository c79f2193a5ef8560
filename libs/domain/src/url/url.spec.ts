import { describe, expect, it } from 'vitest';
import type { EgressPolicy } from '../egress/policy.ts';
import { judgeUrl, parseTargetUrl } from './url.ts';

const policy: EgressPolicy = { mode: 'allow-private', allow: [], own: [] };

const keyOf = (text: string): string | null => {
  const result = parseTargetUrl(text, policy);
  return result.ok ? result.key : null;
};

describe('parseTargetUrl', () => {
  it('takes a target on this machine apart', () => {
    expect(parseTargetUrl(' http://127.0.0.1:8080/health?x=1#top ', policy)).toEqual({
      ok: true,
      url: 'http://127.0.0.1:8080/health?x=1',
      key: 'http://127.0.0.1:8080/health?x=1',
      scheme: 'http',
      host: '127.0.0.1',
      port: 8080,
      isInternational: false,
    });
  });

  it('gives IPv6 hosts without brackets and the default port of the scheme', () => {
    expect(parseTargetUrl('https://[::1]/', policy)).toMatchObject({ host: '::1', port: 443 });
  });

  it.each([
    ['HTTPS://Example.COM:443', 'https://example.com/'],
    ['https://example.com./a', 'https://example.com/a'],
    ['https://example.com/%7euser/%c3%bc', 'https://example.com/~user/%C3%BC'],
    ['https://example.com/a#fragment', 'https://example.com/a'],
    ['https://example.com/a/../b', 'https://example.com/b'],
  ])('finds that %s is watched as %s', (text, key) => {
    expect(keyOf(text)).toBe(key);
  });

  it('keeps addresses apart that a server can tell apart', () => {
    expect(keyOf('https://example.com/A')).not.toBe(keyOf('https://example.com/a'));
    expect(keyOf('https://example.com/a/')).not.toBe(keyOf('https://example.com/a'));
    expect(keyOf('https://example.com/a%2Fb')).not.toBe(keyOf('https://example.com/a/b'));
    expect(keyOf('http://example.com/')).not.toBe(keyOf('https://example.com/'));
  });

  it('answers a hostile text quickly', () => {
    const started = performance.now();
    parseTargetUrl(`https://a.example${'/'.repeat(1_900)}@`, policy);
    parseTargetUrl(`${'\t'.repeat(1_000_000)}x`, policy);
    expect(performance.now() - started).toBeLessThan(500);
  });
});

describe('judgeUrl', () => {
  it('sees through every spelling once the URL is parsed', () => {
    const publicOnly: EgressPolicy = { ...policy, mode: 'public-only' };
    for (const text of ['http:\\\\127.0.0.1\\', 'http://a@2130706433/', 'http://0x7f.1/']) {
      expect(judgeUrl(new URL(text), publicOnly)?.reason).toBe('EGRESS_PRIVATE');
    }
    expect(judgeUrl(new URL('http://good.example:22/'), publicOnly)?.reason).toBe('PORT');
    expect(judgeUrl(new URL('http://good.example/'), publicOnly)).toBeNull();
  });
});
