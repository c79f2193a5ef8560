import { createServer, type AddressInfo } from 'node:net';
import { parseCidrList, type EgressPolicy } from '@app/domain';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { connectGuarded } from './connect.ts';
import { EgressDeniedError } from './denied-error.ts';
import { createEgressGuard, type EgressGuard } from './guard.ts';
import type { ResolvedAddress, Resolver } from '../names/resolver.ts';

const publicOnly: EgressPolicy = { mode: 'public-only', allow: [], own: [] };
const allowPrivate: EgressPolicy = { mode: 'allow-private', allow: [], own: [] };

const answer = (...addresses: string[]): ResolvedAddress[] =>
  addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));

const fixed =
  (...addresses: string[]): Resolver =>
  () =>
    Promise.resolve(answer(...addresses));

const guardOf = (policy: EgressPolicy, ...addresses: string[]): EgressGuard =>
  createEgressGuard({ policy, resolver: fixed(...addresses) });

const cleanups: (() => void)[] = [];
afterEach(() => {
  for (const cleanup of cleanups.splice(0)) cleanup();
});

async function listen(): Promise<{ port: number; connections: () => number }> {
  let connections = 0;
  const server = createServer((socket) => {
    connections++;
    socket.on('error', () => undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  cleanups.push(() => server.close());
  return { port: (server.address() as AddressInfo).port, connections: () => connections };
}

describe('resolve', () => {
  it.each([
    ['any address of several', ['93.184.216.34', '127.0.0.1']],
    ['an IPv4 address in IPv6 clothes', ['93.184.216.34', '::ffff:127.0.0.1']],
    ['a NAT64 address', ['93.184.216.34', '64:ff9b::a00:5']],
    ['the unspecified address', ['0.0.0.0']],
    ['a metadata address', ['169.254.169.254']],
    ['an answer that is no address', ['localhost']],
  ])('denies a public name because of %s', async (_what, addresses) => {
    const denied = guardOf(publicOnly, ...addresses).resolve('good.example', 80, 0);
    await expect(denied).rejects.toBeInstanceOf(EgressDeniedError);
  });

  it('judges an answer each time, also one that was kept', async () => {
    const resolver: Resolver = () =>
      Promise.resolve([{ address: '10.0.0.5', family: 4, isCached: true }]);
    const open = createEgressGuard({ policy: allowPrivate, resolver });
    const closed = createEgressGuard({ policy: publicOnly, resolver });
    await expect(open.resolve('good.example', 80, 0)).resolves.toHaveLength(1);
    for (let round = 0; round < 2; round++) {
      await expect(closed.resolve('good.example', 80, 0)).rejects.toBeInstanceOf(EgressDeniedError);
    }
  });

  it('names what the name resolves to', async () => {
    const denied = guardOf(publicOnly, '10.0.0.5').resolve('good.example', 80, 0);
    await expect(denied).rejects.toThrow(
      'good.example resolves to 10.0.0.5. 10.0.0.5 is a private address (10.0.0.0/8).',
    );
  });

  it('denies IP literals and local names without asking DNS', async () => {
    const resolver = vi.fn(fixed('93.184.216.34'));
    const guard = createEgressGuard({ policy: publicOnly, resolver });
    await expect(guard.resolve('127.0.0.1', 80, 0)).rejects.toThrow('loopback');
    await expect(guard.resolve('nas.lan', 80, 0)).rejects.toThrow('local network');
    expect(resolver).not.toHaveBeenCalled();
  });

  it('lets private addresses pass when they are allowed, and never the forbidden ones', async () => {
    await expect(guardOf(allowPrivate, '10.0.0.5').resolve('nas.lan', 80, 0)).resolves.toEqual(
      answer('10.0.0.5'),
    );
    const metadata = guardOf(allowPrivate, '169.254.169.254').resolve('metadata', 80, 0);
    await expect(metadata).rejects.toMatchObject({ code: 'EGRESS_NEVER' });
  });

  it('treats an empty answer as a name without address', async () => {
    await expect(guardOf(publicOnly).resolve('good.example', 80, 0)).rejects.toMatchObject({
      code: 'ENODATA',
    });
  });
});

describe('own services', () => {
  const own = [
    { name: 'PostgreSQL', host: '0.0.0.0', port: 15_432 },
    { name: 'MongoDB', host: 'mongo.example', port: 37_017 },
  ];
  const policy: EgressPolicy = { ...allowPrivate, own };

  it('are denied by name, by address and at every address of this machine', async () => {
    const guard = createEgressGuard({ policy, resolver: fixed('10.1.2.3') });
    for (const [host, port] of [
      ['127.0.0.1', 15_432],
      ['::1', 15_432],
      ['mongo.example', 37_017],
      ['10.1.2.3', 37_017],
      ['alias.example', 37_017],
    ] as const) {
      await expect(guard.resolve(host, port, 0)).rejects.toMatchObject({ code: 'EGRESS_SELF' });
    }
  });

  it('leave other ports and other machines alone', async () => {
    const guard = createEgressGuard({ policy, resolver: fixed('10.1.2.3') });
    await expect(guard.resolve('127.0.0.1', 15_433, 0)).resolves.toHaveLength(1);
    await expect(guard.resolve('10.1.2.3', 15_432, 0)).resolves.toHaveLength(1);
  });
});

describe('own services of this machine', () => {
  const policyAt = (host: string): EgressPolicy => ({
    ...allowPrivate,
    own: [{ name: 'MongoDB', host, port: 37_017 }],
  });
  const guardWhere = (listening: string[] | null, host = '127.0.0.1') =>
    createEgressGuard({
      policy: policyAt(host),
      resolver: fixed('127.0.0.1'),
      sources: { listenersOn: () => Promise.resolve(listening) },
    });
  const judged = (guard: ReturnType<typeof createEgressGuard>, host: string) =>
    guard.resolve(host, 37_017, 0).then(
      () => 'watched',
      (error: unknown) => (error as { code: string }).code,
    );

  it('leave other loopback addresses to others when they listen on one alone', async () => {
    const guard = guardWhere(['127.0.0.1', '127.0.0.2']);
    expect(await judged(guard, '127.0.0.2')).toBe('watched');
    expect(guard.judgePeer('127.0.0.2', 37_017)).toBeNull();
    for (const host of ['127.0.0.1', 'localhost', '::1', '::ffff:127.0.0.1', 'alias.example']) {
      expect(await judged(guard, host), host).toBe('EGRESS_SELF');
    }
    const second = guardWhere(['127.0.0.2'], '127.0.0.2');
    expect(await judged(second, '127.0.0.1')).toBe('watched');
    expect(await judged(second, '127.0.0.2')).toBe('EGRESS_SELF');
  });

  it.each([
    ['listen on all addresses', ['0.0.0.0']],
    ['listen on all addresses of both families', ['0:0:0:0:0:0:0:0']],
    ['cannot be seen', []],
    ['are not told by the kernel', null],
  ])('are refused everywhere on it when they %s', async (_, listening) => {
    const guard = guardWhere(listening);
    for (const host of ['127.0.0.1', '127.0.0.2', '127.9.9.9', '::1', 'localhost']) {
      expect(await judged(guard, host), host).toBe('EGRESS_SELF');
    }
  });
});

describe('own services that an SRV record names', () => {
  const policy: EgressPolicy = {
    ...allowPrivate,
    own: [{ name: 'MongoDB', host: 'c.example', port: 27_017, srv: '_mongodb._tcp.c.example' }],
  };

  it('are its servers, at their ports', async () => {
    const resolveSrv = vi.fn(async () => [{ name: 'shard-0.c.example', port: 27_117 }]);
    const guard = createEgressGuard({
      policy,
      resolver: fixed('10.1.2.3'),
      sources: { resolveSrv },
    });
    for (const host of ['shard-0.c.example', '10.1.2.3', 'alias.example']) {
      await expect(guard.resolve(host, 27_117, 0)).rejects.toMatchObject({ code: 'EGRESS_SELF' });
    }
    await expect(guard.resolve('10.1.2.3', 27_118, 0)).resolves.toHaveLength(1);
    expect(resolveSrv).toHaveBeenCalledExactlyOnceWith('_mongodb._tcp.c.example');
  });

  it('keep nothing from being checked while the record is not told', async () => {
    const resolveSrv = () => Promise.reject(new Error('SERVFAIL'));
    const guard = createEgressGuard({
      policy,
      resolver: fixed('10.1.2.4'),
      sources: { resolveSrv },
    });
    await expect(guard.resolve('other.example', 80, 0)).resolves.toHaveLength(1);
  });
});

describe('the guard behind a server', () => {
  it('refuses what is private behind a public one, and stays so', async () => {
    const guard = createEgressGuard({ policy: allowPrivate, resolver: fixed('10.0.0.5') });
    const behind = guard.behind('93.184.216.34');
    await expect(behind.resolve('inner.example', 80, 0)).rejects.toThrow('privateRedirects');
    await expect(behind.resolve('127.0.0.1', 80, 0)).rejects.toMatchObject({
      code: 'EGRESS_PRIVATE',
    });
    expect(behind.judgePeer('10.0.0.5', 80)?.reason).toBe('EGRESS_PRIVATE');
    const further = behind.behind('10.0.0.9').behind(null);
    await expect(further.resolve('10.0.0.5', 80, 0)).rejects.toMatchObject({
      code: 'EGRESS_PRIVATE',
    });
  });

  it('leads to the public addresses alone of a host that has both kinds', async () => {
    const both = ['192.168.1.5', '2606:4700::5'];
    const behind = guardOf(allowPrivate, ...both).behind('2606:4700::5');
    expect(await behind.resolve('intranet.example', 443, 0)).toEqual(answer('2606:4700::5'));
    const strict = guardOf(publicOnly, ...both).behind('2606:4700::5');
    await expect(strict.resolve('intranet.example', 443, 0)).rejects.toMatchObject({
      code: 'EGRESS_PRIVATE',
    });
    const metadata = guardOf(allowPrivate, ...both, '169.254.169.254').behind('2606:4700::5');
    await expect(metadata.resolve('intranet.example', 443, 0)).rejects.toMatchObject({
      code: 'EGRESS_NEVER',
    });
    const own = [{ name: 'MongoDB', host: '192.168.1.5', port: 27_017 }];
    const self = guardOf({ ...allowPrivate, own }, ...both).behind('2606:4700::5');
    await expect(self.resolve('intranet.example', 27_017, 0)).rejects.toMatchObject({
      code: 'EGRESS_SELF',
    });
  });

  it.each(['10.0.0.1', '127.0.0.1', '::1', '::ffff:10.0.0.1', null])(
    'is the same one behind %s',
    async (peer) => {
      const guard = createEgressGuard({ policy: allowPrivate, resolver: fixed('10.0.0.5') });
      expect(guard.behind(peer)).toBe(guard);
    },
  );
});

describe('connectGuarded', () => {
  it('connects to the address that was judged, not to a later answer', async () => {
    const server = await listen();
    const resolver = vi.fn<Resolver>();
    resolver.mockResolvedValueOnce(answer('127.0.0.2'));
    resolver.mockResolvedValue(answer('127.0.0.1'));
    const allow = parseCidrList('127.0.0.2/32') ?? [];
    const guard = createEgressGuard({ policy: { mode: 'allow-list', allow, own: [] }, resolver });
    const connecting = connectGuarded(guard, { host: 'rebind.example', port: server.port });
    await expect(connecting).rejects.toMatchObject({ code: 'ECONNREFUSED', address: '127.0.0.2' });
    expect(resolver).toHaveBeenCalledTimes(1);
    expect(server.connections()).toBe(0);
  });

  it('survives a flood of flipping answers without one connection inside', async () => {
    const server = await listen();
    let flip = false;
    const guard = createEgressGuard({
      policy: publicOnly,
      resolver: () => {
        flip = !flip;
        return Promise.resolve(flip ? answer('127.0.0.1') : answer('93.184.216.34', '127.0.0.1'));
      },
    });
    for (let round = 0; round < 500; round++) {
      const connecting = connectGuarded(guard, { host: 'rebind.example', port: server.port });
      await expect(connecting).rejects.toBeInstanceOf(EgressDeniedError);
    }
    expect(server.connections()).toBe(0);
  });

  it('tries the next address when the first one refuses', async () => {
    const server = await listen();
    const guard = guardOf(allowPrivate, '127.0.0.2', '127.0.0.1');
    const socket = await connectGuarded(guard, { host: 'two.example', port: server.port });
    expect(socket.remoteAddress).toBe('127.0.0.1');
    socket.destroy();
  });

  it('closes a socket whose peer is denied', async () => {
    const server = await listen();
    const trusting = {
      ...guardOf(publicOnly),
      resolve: () => Promise.resolve(answer('127.0.0.1')),
    };
    const connecting = connectGuarded(trusting, { host: 'good.example', port: server.port });
    await expect(connecting).rejects.toMatchObject({ code: 'EGRESS_PRIVATE' });
  });

  it('stops waiting for a silent resolver when aborted', async () => {
    const guard = createEgressGuard({
      policy: publicOnly,
      resolver: () => new Promise(() => undefined),
    });
    const stop = new AbortController();
    const connecting = connectGuarded(guard, {
      host: 'good.example',
      port: 80,
      signal: stop.signal,
    });
    stop.abort(new Error('deadline'));
    await expect(connecting).rejects.toThrow('deadline');
  });
});
