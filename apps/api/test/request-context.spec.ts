import fastify from 'fastify';
import { describe, expect, it, onTestFinished } from 'vitest';
import { requestContexts } from '../src/request-context.ts';
import { call, openServer, servicesWith } from './support/open-server.ts';

const ID = '0123456789abcdef01234567';
const CHANNEL = { id: ID, kind: 'webhook', name: 'ops', enabled: true, config: {} };

describe('the context of a request', () => {
  it('names the address that the person asks from, and each request differently', async () => {
    const server = fastify();
    onTestFinished(() => server.close());
    const contextOf = requestContexts(servicesWith());
    server.get('/', (request) => {
      const { actor, requestId } = contextOf(request, new AbortController().signal);
      return { actor, requestId };
    });
    const ask = async () => {
      const { body } = await server.inject({ url: '/', remoteAddress: '192.0.2.7' });
      return JSON.parse(body) as { actor: unknown; requestId: string };
    };
    const [one, two] = [await ask(), await ask()];
    expect(one.actor).toEqual({ kind: 'person', address: '192.0.2.7' });
    expect(one.requestId).not.toBe(two.requestId);
  });

  it('lets lines that a use case logs carry the id of the request', async () => {
    const ports = {
      channels: { get: () => Promise.resolve(CHANNEL) },
      send: () => Promise.reject(new Error('a fault of ours')),
      now: () => new Date(0),
      newId: () => ID,
    };
    const { server, lines } = await openServer({ services: servicesWith({ ports } as never) });
    for (let i = 0; i < 2; i++) await call(server, 'POST', 'channels.test', { id: ID });
    const ids = lines
      .filter(({ msg }) => msg === 'a test message failed')
      .map(({ requestId }) => requestId);
    expect(new Set(ids).size).toBe(2);
    for (const id of ids) expect(id).toMatch(/^[0-9a-f-]{36}$/);
  });
});
