import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ResolvedAddress } from './resolver.ts';
import { SystemLookup } from './system-lookup.ts';

const HERE: readonly ResolvedAddress[] = [{ address: '10.0.0.5', family: 4 }];

/** A system whose answers come when they are told to. */
function slowSystem() {
  const open = new Map<string, (addresses: readonly ResolvedAddress[]) => void>();
  const asked: string[] = [];
  const lookup = new SystemLookup({
    now: () => Date.now(),
    call: (host) => {
      asked.push(host);
      return new Promise((resolve) => open.set(host, resolve));
    },
  });
  return {
    lookup,
    asked,
    answer: async (host: string) => {
      open.get(host)?.(HERE);
      await vi.advanceTimersByTimeAsync(0);
    },
  };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('SystemLookup', () => {
  it('asks two names at a time and each once, the others in their order', async () => {
    const { lookup, asked, answer } = slowSystem();
    const first = lookup.resolve('a', 0);
    const all = [first, lookup.resolve('a', 0), lookup.resolve('b', 0), lookup.resolve('c', 0)];
    await vi.advanceTimersByTimeAsync(0);
    expect(asked).toEqual(['a', 'b']);
    await answer('b');
    expect(asked).toEqual(['a', 'b', 'c']);
    await answer('a');
    await answer('c');
    expect(await Promise.all(all)).toEqual([HERE, HERE, HERE, HERE]);
  });

  it('keeps what it heard for a while', async () => {
    const { lookup, asked, answer } = slowSystem();
    void lookup.resolve('a', 0);
    await answer('a');
    expect(await lookup.resolve('a', 0)).toEqual(HERE);
    await vi.advanceTimersByTimeAsync(30_000);
    const again = lookup.resolve('a', 0);
    await answer('a');
    await again;
    expect(asked).toEqual(['a', 'a']);
  });

  it('leaves a name alone that hangs, and gives its place back only when its thread is free', async () => {
    const { lookup, asked, answer } = slowSystem();
    const hanging = [lookup.resolve('a', 0), lookup.resolve('b', 0), lookup.resolve('c', 0)];
    const settled = Promise.allSettled(hanging);
    await vi.advanceTimersByTimeAsync(5_000);
    for (const one of await settled) {
      expect(one).toMatchObject({ status: 'rejected', reason: { code: 'ETIMEOUT' } });
    }
    await expect(lookup.resolve('a', 0)).rejects.toMatchObject({ code: 'ETIMEOUT' });
    expect(asked).toEqual(['a', 'b']);
    const waiting = lookup.resolve('d', 0);
    await answer('b');
    await answer('c');
    await answer('d');
    expect(await waiting).toEqual(HERE);
  });
});
