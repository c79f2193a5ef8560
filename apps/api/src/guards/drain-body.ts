import type { FastifyInstance } from 'fastify';
import type { IncomingMessage } from 'node:http';

/** More than this is not read to its end: whoever sends it gets a closed connection. */
const DRAIN_LIMIT_BYTES = 16 * 1_024 * 1_024;
const DRAIN_LIMIT_MS = 5_000;

/**
 * Reads the rest of a body that is refused as too large before the refusal is sent. A client that still
 * sends when the connection closes sees a reset and never reads why it was refused.
 */
export function drainRefusedBodies(server: FastifyInstance): void {
  server.addHook('onSend', async (request, reply, payload) => {
    if (reply.statusCode === 413) await drained(request.raw);
    return payload;
  });
}

async function drained(request: IncomingMessage): Promise<void> {
  if (request.readableEnded || request.destroyed) return;
  await new Promise<void>((resolve) => {
    let bytes = 0;
    const timer = setTimeout(resolve, DRAIN_LIMIT_MS);
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > DRAIN_LIMIT_BYTES) resolve();
    });
    for (const event of ['end', 'close', 'error']) request.once(event, resolve);
    request.once('close', () => {
      clearTimeout(timer);
    });
    request.resume();
  });
}
