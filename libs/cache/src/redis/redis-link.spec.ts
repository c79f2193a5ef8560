import { afterEach, describe, expect, it, onTestFinished } from 'vitest';
import { AnswerCache } from '../answer-cache.ts';
import { openRedis, type SharedMemory } from '../open-redis.ts';
import { startOddServer } from '../testing/odd-server.ts';
import {
  findRedisServer,
  freePort,
  NO_REDIS,
  type RedisServer,
  startRedisServer,
} from '../testing/redis-server.ts';

const program = findRedisServer();
if (!program) process.stdout.write(`Left out: ${NO_REDIS}\n`);

const lines: string[] = [];
afterEach(() => {
  lines.length = 0;
});

async function open(url: string): Promise<SharedMemory> {
  const note = (_: object, message: string): void => void lines.push(message);
  const shared = await openRedis({ url, log: { info: note, warn: note }, now: () => new Date() });
  onTestFinished(() => shared.close());
  return shared;
}

async function startServer(settings?: readonly string[]): Promise<RedisServer> {
  const server = await startRedisServer(program!, settings);
  onTestFinished(() => server.kill());
  return server;
}

const becomes = (shared: SharedMemory, state: SharedMemory['state']['is']) =>
  expect.poll(() => shared.state.is).toBe(state);

/** Answers come, one way or the other, and calls are counted by the insurance where Redis does not. */
async function goesOn(shared: SharedMemory): Promise<{ insured: number }> {
  let insured = 0;
  const insurance = {
    count: async () => ({ count: ++insured, resetAt: new Date(60_000) }),
    forget: () => Promise.resolve(),
  };
  const cache = new AnswerCache(shared.answers);
  const read = () => null;
  const made = await cache.remember('a', { seconds: 60, read }, () => Promise.resolve({ it: 1 }));
  expect(made).toEqual({ it: 1 });
  await shared.callWindows(insurance).count('read 192.0.2.1', 60_000);
  cache.close();
  return { insured };
}

describe('without Redis everything goes on', () => {
  it('when nobody listens there', async () => {
    const shared = await open(`redis://127.0.0.1:${await freePort()}`);
    expect(shared.state.is).toBe('away');
    expect(await goesOn(shared)).toEqual({ insured: 1 });
    await expect(shared.callWindows().count('a', 1_000)).rejects.toThrow();
  });

  it('when it accepts and never answers', async () => {
    const server = await startOddServer(() => null);
    onTestFinished(() => server.close());
    expect(await goesOn(await open(server.url))).toEqual({ insured: 1 });
  });

  it.each([
    ['a web server', 'HTTP/1.1 400 Bad Request\r\n\r\n'],
    ['answers nobody asked for', '+OK\r\n+OK\r\n+OK\r\n+OK\r\n+OK\r\n+OK\r\n+OK\r\n+OK\r\n'],
    ['a length that is none', '$99999999999999999999\r\nabc\r\n'],
    ['bytes', '\u0000\u0001\u0002\r\n\u00ff'],
    ['half of an answer', '*3\r\n$5\r\nhel'],
    ['a refusal of everything', '-NOAUTH Authentication required.\r\n'],
  ])('when it answers with %s', async (_, rubbish) => {
    const server = await startOddServer(() => rubbish);
    onTestFinished(() => server.close());
    const shared = await open(server.url);
    for (let i = 0; i < 5; i++) expect(await goesOn(shared)).toEqual({ insured: 1 });
  });
});

describe.skipIf(!program)('a Redis', () => {
  it('is used while it is there, and again once it is back', async () => {
    const server = await startServer();
    const shared = await open(server.url);
    await becomes(shared, 'there');
    expect(await goesOn(shared)).toEqual({ insured: 0 });
    await server.kill();
    await becomes(shared, 'away');
    expect(await goesOn(shared)).toEqual({ insured: 1 });
    await server.restart();
    await becomes(shared, 'there');
    expect(await goesOn(shared)).toEqual({ insured: 0 });
    expect(lines).toEqual([
      'Redis is there',
      'Redis does not answer; the product goes on without it',
      'Redis is there',
    ]);
  });

  it('that stands still is left alone until it moves', async () => {
    const server = await startServer();
    const shared = await open(server.url);
    await becomes(shared, 'there');
    server.freeze();
    expect(await goesOn(shared)).toEqual({ insured: 1 });
    expect(shared.state.is).toBe('away');
    expect(await goesOn(shared)).toEqual({ insured: 1 });
    server.thaw();
    await becomes(shared, 'there');
    expect(await goesOn(shared)).toEqual({ insured: 0 });
  });

  it('that is full refuses, which is told with its word for why', async () => {
    const server = await startServer(['--maxmemory', '1kb', '--maxmemory-policy', 'noeviction']);
    const shared = await open(server.url);
    await becomes(shared, 'there');
    expect(await goesOn(shared)).toEqual({ insured: 1 });
    expect(shared.state).toEqual({ is: 'refusing', why: 'OOM' });
  });

  it('with a password is asked with the one of its address', async () => {
    const server = await startServer(['--requirepass', 'sesame']);
    const wrong = await open(`redis://:other@127.0.0.1:${server.port}`);
    const right = await open(`redis://:sesame@127.0.0.1:${server.port}`);
    await becomes(right, 'there');
    expect(await goesOn(wrong)).toEqual({ insured: 1 });
    expect(wrong.state.is).toBe('away');
  });

  it('that begins to talk rubbish is left, and found again', async () => {
    const server = await startServer();
    const shared = await open(server.url);
    await becomes(shared, 'there');
    await server.kill();
    const odd = await startOddServer(() => 'HTTP/1.1 400 Bad Request\r\n\r\n', server.port);
    await becomes(shared, 'away');
    expect(await goesOn(shared)).toEqual({ insured: 1 });
    await odd.close();
    await server.restart();
    await becomes(shared, 'there');
    expect(await goesOn(shared)).toEqual({ insured: 0 });
  });

  it('forgets a count that is taken back', async () => {
    const server = await startServer();
    const shared = await open(server.url);
    await becomes(shared, 'there');
    const [one, two] = [shared.callWindows(), shared.callWindows()];
    const first = await one.count('a', 60_000);
    expect(first.count).toBe(1);
    expect(+first.resetAt - Date.now()).toBeLessThanOrEqual(60_000);
    expect((await two.count('a', 60_000)).count).toBe(2);
    expect((await two.count('b', 60_000)).count).toBe(1);
    await one.forget('a');
    expect((await two.count('a', 60_000)).count).toBe(1);
  });
});
