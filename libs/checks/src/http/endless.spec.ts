import { describe, expect, it } from 'vitest';
import { probe } from '../testing/probe.ts';
import { startServer, type Script } from '../testing/server.ts';

/** Sends a head and then a piece again and again. */
const stream =
  (head: string[], piece: string, everyMs = 20): Script =>
  (socket) => {
    socket.write([...['HTTP/1.1 200 OK', ...head], '', ''].join('\r\n'));
    socket.write(piece);
    const timer = setInterval(() => socket.write(piece), everyMs);
    socket.on('close', () => {
      clearInterval(timer);
    });
  };

const CHUNKED = 'transfer-encoding: chunked';
const chunk = (text: string): string => `${text.length.toString(16)}\r\n${text}\r\n`;

describe('an answer without an end', () => {
  it.each([
    ['events', ['content-type: text/event-stream', CHUNKED], chunk('data: tick\n\n')],
    ['a radio', ['content-type: audio/mpeg', 'icy-name: x'], 'tick tick'],
    ['a camera', ['content-type: multipart/x-mixed-replace; boundary=x'], '--x\r\n\r\ntick '],
    ['lines of data', ['content-type: application/x-ndjson', CHUNKED], chunk('{"a":"tick"}\n')],
  ])('%s: in order at once when the head and the text have come', async (_what, head, piece) => {
    const server = await startServer(stream(head, piece));
    for (const example of [{}, { contains: 'tick' }]) {
      const result = await probe(`${server.origin}/`, { ...example, timeoutMs: 60_000 });
      expect(result).toMatchObject({ outcome: 'ok', statusCode: 200 });
    }
    await expect.poll(server.open).toBe(0);
  });

  it('of events that have not begun is in order after a moment', async () => {
    const server = await startServer(stream(['content-type: text/event-stream'], '', 60_000));
    const result = await probe(`${server.origin}/`, { timeoutMs: 60_000 });
    expect(result).toMatchObject({ outcome: 'ok' });
    // What people wait for is the beginning, not the minute until the first event.
    expect(result.latencyMs).toBeLessThan(30_000);
  });

  it('is judged by what came when a text must not be there', async () => {
    const head = ['content-type: text/event-stream'];
    const server = await startServer(stream(head, 'data: tick\n\n'));
    const check = (notContains: string) =>
      probe(`${server.origin}/`, { notContains, timeoutMs: 60_000 });
    expect(await check('error')).toMatchObject({ outcome: 'ok' });
    expect((await check('tick')).failure).toMatchObject({ code: 'TEXT_PRESENT' });
  });

  it.each([['text/plain'], ['text/html'], ['application/octet-stream']])(
    'of type %s that goes on is in order at the deadline',
    async (type) => {
      const server = await startServer(stream([`content-type: ${type}`, CHUNKED], chunk('tick')));
      for (const example of [{}, { contains: 'tick' }, { notContains: 'error' }]) {
        expect(await probe(`${server.origin}/`, { ...example, timeoutMs: 1_000 })).toMatchObject({
          outcome: 'ok',
        });
      }
    },
  );

  it.each([
    ['the text has not come', [CHUNKED], chunk('tick'), { contains: 'tock' }],
    ['an end was announced', ['content-length: 100000'], 'tick', {}],
    [
      'an end of events was announced',
      ['content-type: text/event-stream', 'content-length: 100000'],
      'tick',
      {},
    ],
  ])('is a timeout when %s', async (_what, head, piece, example) => {
    const server = await startServer(stream(head, piece));
    const { failure } = await probe(`${server.origin}/`, { ...example, timeoutMs: 1_000 });
    expect(failure).toMatchObject({ class: 'timeout', code: 'transfer' });
  });

  it('is a timeout when nothing comes any more', async () => {
    const server = await startServer(stream([CHUNKED], chunk('<p>the start'), 60_000));
    const { failure } = await probe(`${server.origin}/`, { timeoutMs: 3_000, contains: 'start' });
    expect(failure).toMatchObject({ class: 'timeout', code: 'transfer' });
  });
});
