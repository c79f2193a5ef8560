import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { failedReply, replyOf, type Reply } from './reply.ts';
import { gather, untilAborted } from './waiting.ts';

const never = new Promise<never>(() => undefined);
const four = replyOf([{ address: '127.0.0.1', ttl: 60 }], 4);
const six = replyOf([{ address: '::1', ttl: 60 }], 6);
const none = failedReply('ENODATA');

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('gather', () => {
  it('gives all replies in the order of the questions', async () => {
    const late = Promise.withResolvers<Reply>();
    const gathering = gather([late.promise, four], undefined);
    late.resolve(six);
    expect(await gathering).toEqual([six, four]);
  });

  it.each([
    ['50 ms for IPv6 once IPv4 is there', [never, four], 50, [four]],
    ['longer for IPv4, which is the last resort', [six, never], 250, [six]],
  ])('waits %s', async (_what, asked, ms, expected) => {
    const settled = vi.fn();
    const gathering = gather(asked, undefined).then(settled);
    await vi.advanceTimersByTimeAsync(ms - 1);
    expect(settled).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    await gathering;
    expect(settled).toHaveBeenCalledExactlyOnceWith(expected);
  });

  it('takes no missing family for the whole', async () => {
    const stop = new AbortController();
    const gathering = gather([none, never], stop.signal);
    await vi.advanceTimersByTimeAsync(10_000);
    stop.abort();
    expect(await gathering).toEqual([]);
  });

  it('ends at once when it is aborted, with the addresses that are there', async () => {
    const stop = new AbortController();
    const gathering = gather([never, four], stop.signal);
    await vi.advanceTimersByTimeAsync(0);
    stop.abort();
    expect(await gathering).toEqual([four]);
    expect(await gather([never, never], AbortSignal.abort())).toEqual([]);
  });
});

describe('untilAborted', () => {
  it('gives the result, or what is left to say', async () => {
    const stop = new AbortController();
    expect(await untilAborted(Promise.resolve(1), stop.signal, () => 2)).toBe(1);
    const waiting = untilAborted<number>(never, stop.signal, () => 2);
    stop.abort();
    expect(await waiting).toBe(2);
    expect(await untilAborted<number>(never, stop.signal, () => 3)).toBe(3);
  });
});
