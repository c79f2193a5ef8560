import { describe, expect, it } from 'vitest';
import { guardOf, openThrottle, whoisServer, NOW } from '../testing/registry.ts';
import { createDeadline } from '../deadline.ts';
import { createWhoisLookup } from './lookup.ts';
import { askWhois } from './transport.ts';

describe('askWhois', () => {
  it.each(['example.com\r\nexample.org', 'example.com\n', 'exämple.com', ' example.com', ''])(
    'sends no query such as %j',
    async (query) => {
      const server = await whoisServer('');
      const asking = askWhois({
        guard: guardOf(),
        host: '127.0.0.1',
        port: server.port,
        query,
        signal: AbortSignal.timeout(5_000),
      });
      await expect(asking).rejects.toBeInstanceOf(TypeError);
      expect(server.connections()).toBe(0);
    },
  );

  it('leaves no connection open after an answer, a flood or a deadline', async () => {
    const server = await whoisServer((socket, request) => {
      if (request.startsWith('good')) socket.end('Domain Name: x.com');
      if (request.startsWith('flood')) socket.write(Buffer.alloc(300_000));
    });
    const ask = (query: string): Promise<string> =>
      askWhois({
        guard: guardOf(),
        host: '127.0.0.1',
        port: server.port,
        query,
        signal: AbortSignal.timeout(500),
      });
    await expect(ask('good')).resolves.toBe('Domain Name: x.com');
    await expect(ask('flood')).rejects.toThrow('262144 bytes');
    await expect(ask('silent')).rejects.toMatchObject({ name: 'TimeoutError' });
    await expect.poll(() => server.open()).toBe(0);
  });
});

describe('a registry that is not in the directory', () => {
  const lookupWith = (directory: number, registry: number): ReturnType<typeof createWhoisLookup> =>
    createWhoisLookup({
      guard: guardOf(),
      throttle: openThrottle(),
      now: () => NOW,
      directory: { host: '127.0.0.1', port: directory },
      referralPort: registry,
    });
  const request = (domain: string) => ({
    domain,
    deadline: createDeadline(5_000, undefined),
    hear: () => undefined,
    signal: undefined,
  });

  it('is asked for at IANA once', async () => {
    const iana = await whoisServer('domain:       NEWTLD\n\nwhois:        whois.nic.newtld\n');
    const registry = await whoisServer('Domain: a.newtld\nStatus: ok\nexpires: 2027-03-15\n');
    const lookup = lookupWith(iana.port, registry.port);
    expect(await lookup(request('a.newtld'))).toMatchObject({
      finding: { kind: 'registered', expiry: { expiresAt: new Date('2027-03-15T12:00:00Z') } },
      server: 'whois.nic.newtld',
    });
    await lookup(request('b.newtld'));
    expect(iana.requests).toEqual(['newtld\r\n']);
    expect(registry.requests).toEqual(['a.newtld\r\n', 'b.newtld\r\n']);
  });

  it('has no service when IANA knows none', async () => {
    const iana = await whoisServer('domain:       NEWTLD\nstatus:       ACTIVE\n');
    expect(await lookupWith(iana.port, 9)(request('a.newtld'))).toMatchObject({
      finding: { kind: 'unsupported', failure: { class: 'no-service' } },
      server: null,
    });
  });
});
