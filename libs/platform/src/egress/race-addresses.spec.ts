import { EventEmitter } from 'node:events';
import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { raceAddresses } from './race-addresses.ts';
import type { ResolvedAddress } from '../names/resolver.ts';

vi.mock('node:net', () => ({ connect: vi.fn() }));

class FakeSocket extends EventEmitter {
  isDestroyed = false;
  destroy(): void {
    this.isDestroyed = true;
  }
}

const tried = new Map<string, FakeSocket>();
const names = (): string[] => [...tried.keys()];
const socketOf = (address: string): FakeSocket => {
  const socket = tried.get(address);
  if (!socket) throw new Error(`${address} was not tried.`);
  return socket;
};
const failed = (code: string): Error => Object.assign(new Error(code), { code });
const answers = (...addresses: string[]): ResolvedAddress[] =>
  addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));

beforeEach(() => {
  vi.useFakeTimers();
  tried.clear();
  vi.mocked(connect).mockImplementation((({ host }: { host: string }) => {
    const socket = new FakeSocket();
    tried.set(host, socket);
    return socket;
  }) as never);
});
afterEach(() => {
  vi.useRealTimers();
});

describe('raceAddresses', () => {
  it('starts the second address after 250 ms, beside the silent one', async () => {
    const winning = raceAddresses(answers('2001:db8::1', '192.0.2.1'), { port: 80 });
    vi.advanceTimersByTime(249);
    expect(names()).toEqual(['2001:db8::1']);
    vi.advanceTimersByTime(1);
    expect(names()).toEqual(['2001:db8::1', '192.0.2.1']);
    expect(socketOf('2001:db8::1').isDestroyed).toBe(false);
    socketOf('192.0.2.1').emit('connect');
    await expect(winning).resolves.toMatchObject({
      socket: socketOf('192.0.2.1'),
      skipped: [{ address: '2001:db8::1', reason: 'silent' }],
    });
    expect(socketOf('2001:db8::1').isDestroyed).toBe(true);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('takes the first address although the second one was started', async () => {
    const winning = raceAddresses(answers('192.0.2.1', '192.0.2.2', '192.0.2.3'), { port: 80 });
    vi.advanceTimersByTime(300);
    socketOf('192.0.2.1').emit('connect');
    await expect(winning).resolves.toMatchObject({
      socket: socketOf('192.0.2.1'),
      skipped: [{ address: '192.0.2.2', reason: 'silent' }],
    });
    expect(socketOf('192.0.2.2').isDestroyed).toBe(true);
    expect(names()).not.toContain('192.0.2.3');
  });

  it('moves on at once when an address refuses, and names it', async () => {
    const winning = raceAddresses(answers('192.0.2.1', '192.0.2.2'), { port: 80 });
    socketOf('192.0.2.1').emit('error', failed('ECONNREFUSED'));
    socketOf('192.0.2.2').emit('connect');
    await expect(winning).resolves.toMatchObject({
      skipped: [{ address: '192.0.2.1', reason: 'ECONNREFUSED' }],
    });
  });

  it('blames no address for a family that this machine has no route for', async () => {
    const onNoRoute = vi.fn();
    const winning = raceAddresses(answers('2001:db8::1', '192.0.2.1'), { port: 80, onNoRoute });
    socketOf('2001:db8::1').emit('error', failed('ENETUNREACH'));
    socketOf('192.0.2.1').emit('connect');
    await expect(winning).resolves.toMatchObject({ skipped: [] });
    expect(onNoRoute).toHaveBeenCalledExactlyOnceWith({ address: '2001:db8::1', family: 6 });
  });

  it('rejects with the error of the only address, and with those of all', async () => {
    const alone = raceAddresses(answers('192.0.2.1'), { port: 80 });
    socketOf('192.0.2.1').emit('error', failed('ECONNRESET'));
    await expect(alone).rejects.toMatchObject({ code: 'ECONNRESET' });

    const both = raceAddresses(answers('192.0.2.2', '192.0.2.3'), { port: 80 });
    vi.advanceTimersByTime(250);
    socketOf('192.0.2.3').emit('error', failed('ECONNREFUSED'));
    socketOf('192.0.2.2').emit('error', failed('EHOSTUNREACH'));
    await expect(both).rejects.toMatchObject({
      errors: [{ code: 'EHOSTUNREACH' }, { code: 'ECONNREFUSED' }],
    });
  });

  it('drops all connections when it is aborted, and starts no more', async () => {
    const stop = new AbortController();
    const racing = raceAddresses(answers('192.0.2.1', '192.0.2.2', '192.0.2.3'), {
      port: 80,
      signal: stop.signal,
    });
    vi.advanceTimersByTime(250);
    stop.abort(new Error('deadline'));
    await expect(racing).rejects.toThrow('deadline');
    vi.advanceTimersByTime(10_000);
    expect([...tried.values()].map(({ isDestroyed }) => isDestroyed)).toEqual([true, true]);
  });

  it('does not knock at hundreds of doors', async () => {
    const many = answers(...Array.from({ length: 200 }, (_, index) => `192.0.2.${index}`));
    const racing = raceAddresses(many, { port: 80 });
    const rejected = expect(racing).rejects.toBeInstanceOf(AggregateError);
    for (let index = 0; index < 16; index++) {
      socketOf(`192.0.2.${index}`).emit('error', failed('ECONNREFUSED'));
    }
    await rejected;
    expect(names()).toHaveLength(16);
  });
});
