import { parseCidrList } from '@app/domain';
import { createEgressGuard, type Resolver } from '@app/platform';
import { describe, expect, it } from 'vitest';
import { startBlackHole } from '../testing/black-hole.ts';
import { failWith, probe, resolveTo } from '../testing/probe.ts';
import { page, startServer } from '../testing/server.ts';

describe('names that lead inside', () => {
  it.each([
    ['dns-003', ['93.184.216.34', '::ffff:127.0.0.1']],
    ['dns-004', ['93.184.216.34', '64:ff9b::a00:5']],
    ['dns-005', ['0.0.0.0']],
    ['dns-007', ['127.0.0.1', '::1']],
    ['dns-008', ['169.254.169.254']],
  ])('%s: %j is denied, and nothing is sent', async (_id, addresses) => {
    const server = await startServer(page('secret'));
    const result = await probe(`http://good.example:${server.port}/`, {
      mode: 'public-only',
      resolver: resolveTo(...addresses),
      retries: 2,
    });
    expect(result).toMatchObject({
      outcome: 'inconclusive',
      attempts: 0,
      failure: { class: 'egress' },
    });
    expect(server.connections()).toBe(0);
  });

  it('dns-006: a connection goes to the address that was judged', async () => {
    const inner = await startServer(page('secret'));
    let asked = 0;
    const allow = parseCidrList('127.0.0.2/32') ?? [];
    const guard = createEgressGuard({
      policy: { mode: 'allow-list', allow, own: [] },
      resolver: (host, family) =>
        resolveTo(asked++ === 0 ? '127.0.0.2' : '127.0.0.1')(host, family),
    });
    const result = await probe(`http://rebind.example:${inner.port}/`, { guard });
    expect(result).toMatchObject({ address: '127.0.0.2', failure: { class: 'refused' } });
    expect(inner.connections()).toBe(0);
  });
});

describe('DNS that fails', () => {
  it.each([
    ['dns-009', 'ENOTFOUND', 'DNS_NOT_FOUND', /^DNS knows no address for good.example\.$/],
    ['dns-009b', 'ENODATA', 'DNS_NOT_FOUND', /knows no address/],
    ['no name', 'EBADNAME', 'DNS_BAD_NAME', /not a name that DNS can have/],
    ['dns-011', 'EREFUSED', 'DNS_REFUSED', /^The name servers of good.example refuse to answer/],
    ['dns-014', 'EBADRESP', 'DNS_BAD_ANSWER', /^The name servers of good.example/],
    ['a broken zone', 'ESERVFAIL', 'DNS_SERVFAIL', /SERVFAIL\), while the resolver answers for/],
    [
      'a silent zone',
      'ETIMEOUT',
      'DNS_TIMEOUT',
      /^The name servers of good.example give no answer/,
    ],
  ])('%s: %s is a failure of the site, %s', async (_id, code, expected, words) => {
    const result = await probe('http://good.example/', { resolver: failWith(code) });
    expect(result).toMatchObject({
      outcome: 'failed',
      attempts: 1,
      failure: { class: 'dns', code: expected, message: expect.stringMatching(words) },
    });
  });

  it('names broken signatures', async () => {
    const resolver = failWith('ESERVFAIL', { isDnssecBroken: true });
    const { failure } = await probe('http://good.example/', { resolver });
    expect(failure).toMatchObject({ class: 'dns', code: 'DNSSEC_BROKEN' });
    expect(failure?.message).toMatch(/DNSSEC/);
  });

  it.each([
    ['ESERVFAIL', 'DNS_UNAVAILABLE'],
    ['ECONNREFUSED', 'DNS_UNAVAILABLE'],
    ['ENOTFOUND', 'DNS_UNAVAILABLE'],
    ['ETIMEOUT', 'DNS_TIMEOUT'],
  ])('%s is our own when the resolver fails, %s', async (code, expected) => {
    const resolver = failWith(code, { fault: 'resolver' });
    const result = await probe('http://good.example/', { resolver });
    expect(result).toMatchObject({
      outcome: 'inconclusive',
      failure: { class: 'network', code: expected },
    });
  });

  it('is no guess when nobody found out whose fault it is', async () => {
    const resolver = (): Promise<never> =>
      Promise.reject(Object.assign(new Error('EAI_AGAIN'), { code: 'EAI_AGAIN' }));
    const result = await probe('http://good.example/', { resolver });
    expect(result).toMatchObject({ outcome: 'inconclusive', failure: { class: 'network' } });
  });

  it('says that the addresses were known already', async () => {
    const server = await startServer(page('hello'));
    const url = `http://good.example:${server.port}/`;
    const known: Resolver = () =>
      Promise.resolve([{ address: '127.0.0.1', family: 4, isCached: true }]);
    expect(await probe(url, { resolver: known })).toMatchObject({ dnsCached: true });
    expect(await probe(url)).not.toHaveProperty('dnsCached');
  });

  it('a resolver that never answers is our own fault and ends at the deadline', async () => {
    const result = await probe('http://good.example/', {
      timeoutMs: 1_000,
      resolver: () => new Promise(() => undefined),
    });
    expect(result).toMatchObject({
      outcome: 'inconclusive',
      failure: { class: 'network', code: 'DNS_TIMEOUT' },
    });
  });
});

describe('names with several addresses', () => {
  it('are up when one of them answers', async () => {
    const server = await startServer(page('hello'));
    const result = await probe(`http://good.example:${server.port}/`, {
      resolver: resolveTo('127.0.0.2', '127.0.0.3', '127.0.0.1'),
    });
    expect(result).toMatchObject({
      outcome: 'ok',
      address: '127.0.0.1',
      attempts: 1,
      skippedAddresses: [
        { address: '127.0.0.2', reason: 'ECONNREFUSED' },
        { address: '127.0.0.3', reason: 'ECONNREFUSED' },
      ],
    });
  });

  it.runIf(process.platform === 'linux')(
    'dns-016: are up when the first address swallows everything, and the evidence names it',
    async () => {
      const server = await startServer(page('hello'));
      await startBlackHole(server.port, '127.0.0.2');
      const result = await probe(`http://good.example:${server.port}/`, {
        resolver: resolveTo('127.0.0.2', '127.0.0.1'),
      });
      expect(result).toMatchObject({
        outcome: 'ok',
        address: '127.0.0.1',
        attempts: 1,
        skippedAddresses: [{ address: '127.0.0.2', reason: 'silent' }],
      });
    },
  );

  it('are refused when all of them refuse', async () => {
    const server = await startServer(page('hello'));
    const result = await probe(`http://good.example:${server.port}/`, {
      resolver: resolveTo('127.0.0.3', '127.0.0.2'),
    });
    expect(result).toMatchObject({ outcome: 'failed', failure: { class: 'refused' } });
  });
});

describe('a final dot', () => {
  it('dns-018: asks for the same name', async () => {
    const server = await startServer(page('hello'));
    const asked: string[] = [];
    await probe(`http://good.example.:${server.port}/`, {
      resolver: (host, family) => {
        asked.push(host);
        return resolveTo('127.0.0.1')(host, family);
      },
    });
    expect(asked).toEqual(['good.example']);
  });
});
