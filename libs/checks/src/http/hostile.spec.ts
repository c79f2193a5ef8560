import type { Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import { flood, hostileAnswers } from '../testing/hostile-answers.ts';
import { probe, type ProbeExample } from '../testing/probe.ts';
import { startServer } from '../testing/server.ts';
import { MAX_WIRE_BYTES } from './budget.ts';

const OK = 'HTTP/1.1 200 OK\r\n';
const CHUNKED = `${OK}transfer-encoding: chunked\r\n\r\n`;
const MIB = 1_048_576;

/** Counts the turns of the event loop while something goes on. */
async function turnsDuring(work: Promise<unknown>): Promise<number> {
  let turns = 0;
  let isOver = false;
  const turn = (): void => {
    turns++;
    if (!isOver) setImmediate(turn);
  };
  setImmediate(turn);
  await work;
  isOver = true;
  return turns;
}

describe('a hostile answer', () => {
  it.each(hostileAnswers())('of $name ends within its budget', async (hostile) => {
    const sockets: Socket[] = [];
    const server = await startServer((socket) => {
      sockets.push(socket);
      flood(socket, hostile);
    });
    const examples: ProbeExample[] = [{ contains: 'all well' }, { notContains: 'error' }, {}];
    for (const example of examples) {
      const work = probe(`${server.origin}/`, { ...example, timeoutMs: 60_000 });
      const turns = await turnsDuring(work);
      const { failure, outcome } = await work;
      // The verdict is one about the answer, long before the deadline.
      expect(['ok', 'failed']).toContain(outcome);
      expect(failure?.class ?? 'none').toMatch(/^(?:none|too-large|protocol|content)$/);
      if (example.contains) expect(outcome).toBe('failed');
      // Others had their turns meanwhile.
      expect(turns).toBeGreaterThan(1);
    }
    await expect.poll(server.open).toBe(0);
    // What was taken from the wire, with what came before it was looked at, and lay in the buffers of the machine.
    for (const { bytesWritten, writableLength } of sockets) {
      expect(bytesWritten - writableLength).toBeLessThan(MAX_WIRE_BYTES + 64 * MIB);
    }
  });

  it('does not delay others', async () => {
    const hostile = await startServer((socket) => {
      flood(socket, { name: '', start: CHUNKED, piece: '1\r\na\r\n' });
    });
    const quiet = await startServer((socket) => {
      socket.end(`${OK}content-length: 8\r\n\r\nall well`);
    });
    const over = new AbortController();
    const attack = probe(`${hostile.origin}/`, { contains: 'x', timeoutMs: 60_000 }).finally(() => {
      over.abort();
    });
    let done = 0;
    while (!over.signal.aborted) {
      expect(await probe(`${quiet.origin}/`, { contains: 'all well' })).toMatchObject({
        outcome: 'ok',
      });
      done++;
    }
    expect((await attack).failure).toMatchObject({ class: 'too-large', code: 'BODY_TOO_FINE' });
    expect(done).toBeGreaterThan(0);
  });

  it('of a page in one-byte chunks is read when it is small', async () => {
    const text = 'all well, '.repeat(500);
    const server = await startServer((socket) => {
      const chunks = [...text].map((letter) => `1\r\n${letter}\r\n`).join('');
      socket.end(`${CHUNKED}${chunks}0\r\n\r\n`);
    });
    expect(await probe(`${server.origin}/`, { contains: 'well, all' })).toMatchObject({
      outcome: 'ok',
    });
  });
});
