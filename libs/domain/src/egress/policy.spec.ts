import { describe, expect, it } from 'vitest';
import {
  defaultEgressMode,
  judgeAddress,
  judgeHost,
  parseCidrList,
  type EgressMode,
  type EgressPolicy,
} from './policy.ts';
import { describeEgress } from '../text/egress.ts';

function policy(mode: EgressMode, more: Partial<EgressPolicy> = {}): EgressPolicy {
  return { mode, allow: [], own: [], ...more };
}

const sentence = (rules: EgressPolicy, host: string): string => {
  const denial = judgeHost(rules, host, 80);
  return denial ? describeEgress(denial.fact) : '';
};

const reason = (rules: EgressPolicy, host: string, port = 80): string | null =>
  judgeHost(rules, host, port)?.reason ?? null;

describe('judgeHost', () => {
  it.each([
    ['public-only', '8.8.8.8', null],
    ['public-only', '10.0.0.5', 'EGRESS_PRIVATE'],
    ['public-only', 'nas.lan', 'EGRESS_PRIVATE'],
    ['public-only', 'example.com', null],
    ['public-only', '169.254.169.254', 'EGRESS_NEVER'],
    ['allow-list', '10.0.0.5', 'EGRESS_PRIVATE'],
    ['allow-list', 'nas.lan', null],
    ['allow-private', '10.0.0.5', null],
    ['allow-private', 'localhost', null],
    ['allow-private', '169.254.169.254', 'EGRESS_NEVER'],
    ['allow-private', '::ffff:169.254.169.254', 'EGRESS_NEVER'],
  ] as const)('%s, %s: %s', (mode, host, expected) => {
    expect(reason(policy(mode), host)).toBe(expected);
  });

  it('lets an allow list open private ranges only', () => {
    const allow = parseCidrList('10.0.0.0/24, fd12::/16, 169.254.0.0/16') ?? [];
    const rules = policy('allow-list', { allow });
    expect(allow).toHaveLength(3);
    expect(reason(rules, '10.0.0.5')).toBeNull();
    expect(reason(rules, '::ffff:10.0.0.5')).toBeNull();
    expect(reason(rules, 'fd12::1')).toBeNull();
    expect(reason(rules, '10.0.1.5')).toBe('EGRESS_PRIVATE');
    expect(reason(rules, '169.254.169.254')).toBe('EGRESS_NEVER');
  });

  it('refuses our own services in every mode', () => {
    const own = [
      { name: 'PostgreSQL', host: '127.0.0.1', port: 5433 },
      { name: 'api', host: '0.0.0.0', port: 3000 },
      { name: 'MongoDB', host: 'mongo.example', port: 27117 },
    ];
    const rules = policy('allow-private', { own });
    expect(reason(rules, '127.0.0.1', 5433)).toBe('EGRESS_SELF');
    expect(reason(rules, 'localhost', 5433)).toBe('EGRESS_SELF');
    expect(reason(rules, 'localhost.', 5433)).toBe('EGRESS_SELF');
    expect(reason(rules, '::1', 5433)).toBe('EGRESS_SELF');
    expect(reason(rules, '::ffff:127.0.0.1', 5433)).toBe('EGRESS_SELF');
    expect(reason(rules, '127.0.0.2', 5433)).toBeNull();
    expect(reason(rules, '127.9.9.9', 3000)).toBe('EGRESS_SELF');
    expect(reason(rules, '::1', 3000)).toBe('EGRESS_SELF');
    expect(reason(rules, 'MONGO.example', 27_117)).toBe('EGRESS_SELF');
    expect(reason(rules, '127.0.0.1', 5434)).toBeNull();
    expect(reason(rules, '192.168.0.9', 3000)).toBeNull();
  });

  it('knows our own addresses in all their forms', () => {
    const own = [{ name: 'MongoDB', host: '10.1.2.3', port: 27_117 }];
    const rules = policy('allow-private', { own });
    for (const host of ['10.1.2.3', '::ffff:10.1.2.3', '64:ff9b::a01:203', '::ffff:0:a01:203']) {
      expect(reason(rules, host, 27_117)).toBe('EGRESS_SELF');
    }
    expect(reason(rules, '10.1.2.4', 27_117)).toBeNull();
  });

  it('refuses what is private behind a public site, whatever the mode', () => {
    const allow = parseCidrList('10.0.0.0/8') ?? [];
    for (const mode of ['allow-private', 'allow-list', 'public-only'] as const) {
      const rules = policy(mode, { allow, isBehindPublic: true });
      for (const host of ['10.0.0.5', '127.0.0.1', '::1', '::ffff:10.0.0.5']) {
        expect(reason(rules, host)).toBe('EGRESS_PRIVATE');
      }
      expect(reason(rules, '8.8.8.8')).toBeNull();
      expect(reason(rules, '169.254.169.254')).toBe('EGRESS_NEVER');
    }
    const message = (mode: EgressMode) =>
      sentence(policy(mode, { allow, isBehindPublic: true }), '10.0.0.5');
    expect(message('allow-private')).toContain('request.privateRedirects');
    expect(message('allow-list')).toContain('request.privateRedirects');
    expect(message('public-only')).toContain('EGRESS_MODE');
  });

  it('says which range it was and which setting would allow it', () => {
    expect(sentence(policy('public-only'), '10.0.0.5')).toBe(
      '10.0.0.5 is a private address (10.0.0.0/8). Set EGRESS_MODE=allow-private to allow it, or EGRESS_MODE=allow-list with EGRESS_ALLOW_CIDRS=10.0.0.0/8.',
    );
    expect(sentence(policy('allow-list'), '10.0.0.5')).toContain('EGRESS_ALLOW_CIDRS');
    expect(sentence(policy('allow-private'), '169.254.1.1')).toBe(
      '169.254.1.1 is a link-local address (169.254.0.0/16). No setting allows such addresses.',
    );
  });
});

describe('judgeAddress', () => {
  it('refuses what is not an address, so that a name never passes as one', () => {
    expect(judgeAddress(policy('allow-private'), 'localhost', 80)?.reason).toBe('EGRESS_NEVER');
  });
});

describe('defaultEgressMode', () => {
  it.each([
    ['127.0.0.1', 'allow-private'],
    ['::1', 'allow-private'],
    ['localhost', 'allow-private'],
    ['0.0.0.0', 'public-only'],
    ['::', 'public-only'],
    ['192.168.0.2', 'public-only'],
  ] as const)('listening on %s: %s', (host, mode) => {
    expect(defaultEgressMode(host)).toBe(mode);
  });
});

describe('parseCidrList', () => {
  it('is null when one item is no range', () => {
    expect(parseCidrList('10.0.0.0/8, lan')).toBeNull();
    expect(parseCidrList('')).toEqual([]);
  });
});
