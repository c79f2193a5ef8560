import { parseCidrList } from '@app/domain';
import { createEgressGuard } from '@app/platform';
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
    ['dns-009', 'ENOTFOUND', 'failed', 'dns', 'DNS_NOT_FOUND'],
    ['dns-009b', 'ENODATA', 'failed', 'dns', 'DNS_NOT_FOUND'],
    ['dns-011', 'EREFUSED', 'failed', 'dns', 'DNS_REFUSED'],
    ['dns-014', 'EBADRESP', 'failed', 'dns', 'DNS_BAD_ANSWER'],
    ['ours', 'EAI_AGAIN', 'inconclusive', 'network', 'DNS_UNAVAILABLE'],
    ['ours', 'ESERVFAIL', 'inconclusive', 'network', 'DNS_UNAVAILABLE'],
    ['ours', 'ECONNREFUSED', 'inconclusive', 'network', 'DNS_UNAVAILABLE'],
    ['dns-020', 'ETIMEOUT', 'inconclusive', 'network', 'DNS_TIMEOUT'],
  ])('%s: %s is %s, class %s, %s', async (_id, code, outcome, failureClass, expected) => {
    const result = await probe('http://good.example/', { resolver: failWith(code) });
    expect(result).toMatchObject({
      outcome,
      attempts: 1,
      failure: { class: failureClass, code: expected },
    });
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
