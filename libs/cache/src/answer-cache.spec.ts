import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { AnswerCache } from './answer-cache.ts';
import { openRedis, type SharedMemory } from './open-redis.ts';
import {
  findRedisServer,
  NO_REDIS,
  type RedisServer,
  startRedisServer,
} from './testing/redis-server.ts';

interface Answer {
  text: string;
  at: Date;
}

const program = findRedisServer();
if (!program) process.stdout.write(`Left out: ${NO_REDIS}\n`);

const read = (value: unknown): Answer | null =>
  typeof value === 'object' && value !== null && 'text' in value ? (value as Answer) : null;
const MINUTE = { seconds: 60, read };
const anAnswer = (text: string): Answer => ({ text, at: new Date(7) });

/** Makes answers, and counts how many. */
function maker() {
  const made: string[] = [];
  return {
    made,
    make: (text: string) => () => {
      made.push(text);
      return Promise.resolve(anAnswer(text));
    },
  };
}

/** What holds of answers wherever they are kept. */
const contract = (open: () => Promise<AnswerCache>): void => {
  it('gives an answer again', async () => {
    const cache = await open();
    const { made, make } = maker();
    expect(await cache.remember('a', MINUTE, make('one'))).toEqual(anAnswer('one'));
    expect(await cache.remember('a', MINUTE, make('two'))).toEqual(anAnswer('one'));
    expect(await cache.remember('b', MINUTE, make('three'))).toEqual(anAnswer('three'));
    expect(made).toEqual(['one', 'three']);
  });

  it('makes it once for all who ask meanwhile', async () => {
    const cache = await open();
    const { made, make } = maker();
    const all = Array.from({ length: 50 }, (_, i) =>
      cache.remember('a', MINUTE, make(`number ${i}`)),
    );
    expect(new Set((await Promise.all(all)).map(({ text }) => text))).toEqual(
      new Set(['number 0']),
    );
    expect(made).toHaveLength(1);
  });

  it('keeps no failure', async () => {
    const cache = await open();
    const { make } = maker();
    const failing = () => Promise.reject(new Error('The store is away.'));
    const both = [
      cache.remember('a', MINUTE, failing),
      cache.remember('a', MINUTE, failing),
    ] as const;
    for (const one of both) await expect(one).rejects.toThrow('The store is away.');
    expect(await cache.remember('a', MINUTE, make('one'))).toEqual(anAnswer('one'));
  });

  it('makes it anew when it is too old', async () => {
    const cache = await open();
    const { make } = maker();
    const short = { seconds: 0.05, read };
    let number = 0;
    const ask = () => cache.remember('a', short, make(`number ${number++}`));
    await ask();
    await expect.poll(async () => (await ask()).text).not.toBe('number 0');
  });
};

const openOwn = async (): Promise<AnswerCache> => {
  const cache = new AnswerCache();
  onTestFinished(() => cache.close());
  return cache;
};

describe('answers in the memory of a process', () => {
  contract(openOwn);

  it('are few: the one that was not asked for the longest goes first', async () => {
    const cache = await openOwn();
    const { made, make } = maker();
    for (let i = 0; i < 400; i++) await cache.remember(`answer ${i}`, MINUTE, make('one'));
    made.length = 0;
    await cache.remember('answer 399', MINUTE, make('two'));
    await cache.remember('answer 0', MINUTE, make('three'));
    expect(made).toEqual(['three']);
  });
});

describe.skipIf(!program)('answers in Redis', () => {
  let server: RedisServer;
  let shared: SharedMemory;
  beforeAll(async () => {
    server = await startRedisServer(program!);
    const ignore = (): void => undefined;
    shared = await openRedis({
      url: server.url,
      log: { info: ignore, warn: ignore },
      now: () => new Date(),
    });
  });
  beforeEach(async () => {
    await server.restart();
    await expect.poll(() => shared.state.is).toBe('there');
  });
  afterAll(async () => {
    shared.close();
    await server.kill();
  });

  const openShared = async (): Promise<AnswerCache> => {
    const cache = new AnswerCache(shared.answers);
    onTestFinished(() => cache.close());
    return cache;
  };
  contract(openShared);

  /** Until another process can find it: nobody waits for the writing. */
  const untilShared = (key: string) =>
    expect.poll(async () => await shared.answers.find(key)).not.toBeNull();

  it('are those of all processes, with the time that they are still good', async () => {
    const [one, two] = [await openShared(), await openShared()];
    const { made, make } = maker();
    await one.remember('a', MINUTE, make('one'));
    await untilShared('a');
    expect(await two.remember('a', MINUTE, make('two'))).toEqual(anAnswer('one'));
    expect(made).toEqual(['one']);
    const found = await shared.answers.find('a');
    expect(found!.seconds).toBeLessThanOrEqual(60);
    expect(found!.seconds).toBeGreaterThan(0);
  });

  it('are made anew where another version wrote what cannot be read', async () => {
    const { make } = maker();
    shared.answers.put('a', { words: 'another shape' }, 60);
    await untilShared('a');
    const cache = await openShared();
    expect(await cache.remember('a', MINUTE, make('one'))).toEqual(anAnswer('one'));
  });
});
