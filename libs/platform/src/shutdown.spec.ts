import { EventEmitter } from 'node:events';
import { describe, expect, it, vi } from 'vitest';
import { createShutdown } from './shutdown.ts';

function setUp(deadlineMs?: number) {
  const source = new EventEmitter();
  const exit = vi.fn<(code: number) => void>();
  const log = { info: vi.fn(), error: vi.fn() };
  return { source, exit, log, shutdown: createShutdown({ log, source, exit, deadlineMs }) };
}

describe('createShutdown', () => {
  it('closes what was opened last first, each after the other, then exits', async () => {
    const { source, exit, shutdown } = setUp();
    const closed: string[] = [];
    shutdown.add('database', () => closed.push('database'));
    shutdown.add('server', async () => {
      await Promise.resolve();
      expect(closed).toEqual([]);
      closed.push('server');
    });
    source.emit('SIGTERM');
    expect(shutdown.signal.aborted).toBe(true);
    await vi.waitFor(() => expect(exit).toHaveBeenCalledWith(0));
    expect(closed).toEqual(['server', 'database']);
  });

  it('closes the rest when one part fails, and exits with 1', async () => {
    const { exit, log, shutdown } = setUp();
    const close = vi.fn();
    shutdown.add('database', close);
    shutdown.add('server', () => Promise.reject(new Error('stuck')));
    await shutdown.run('a test');
    expect(close).toHaveBeenCalledOnce();
    expect(log.error).toHaveBeenCalledWith(
      expect.objectContaining({ part: 'server' }),
      expect.any(String),
    );
    expect(exit).toHaveBeenCalledWith(1);
  });

  it('does not wait longer than the deadline', async () => {
    const { exit, shutdown } = setUp(20);
    shutdown.add('server', () => new Promise(() => undefined));
    await shutdown.run('a test');
    expect(exit).toHaveBeenCalledWith(1);
  });

  it('exits at once when the same signal comes again, not for the signal of a supervisor', () => {
    const { source, exit, shutdown } = setUp();
    shutdown.add('server', () => new Promise(() => undefined));
    source.emit('SIGINT');
    source.emit('SIGTERM');
    expect(exit).not.toHaveBeenCalled();
    source.emit('SIGINT');
    expect(exit).toHaveBeenCalledWith(130);
  });

  it.each(['uncaughtException', 'unhandledRejection'])('ends with 1 on %s', async (event) => {
    const { source, exit, log } = setUp();
    source.emit(event, new Error('unforeseen'));
    await vi.waitFor(() => expect(exit).toHaveBeenCalledWith(1));
    expect(log.error).toHaveBeenCalledOnce();
  });

  it('ends when the parent process is gone', async () => {
    const { source, exit } = setUp();
    source.emit('disconnect');
    await vi.waitFor(() => expect(exit).toHaveBeenCalledWith(0));
  });
});
