import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { openServer } from './support/open-server.ts';

describe('a body that is far too large', () => {
  it('is answered with 413 over a real socket, with and without a length', async () => {
    const { server } = await openServer();
    await server.listen({ host: '127.0.0.1', port: 0 });
    const { port } = server.server.address() as AddressInfo;
    const body = JSON.stringify({
      json: { url: 'http://127.0.0.1/', name: 'x'.repeat(5_000_000) },
    });
    const post = (payload: BodyInit): Promise<Response> =>
      fetch(`http://127.0.0.1:${port}/trpc/targets.create`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: payload,
        duplex: 'half',
      } as RequestInit);
    for (let i = 0; i < 5; i++) {
      expect((await post(body)).status).toBe(413);
      expect((await post(new Blob([body]).stream())).status).toBe(413);
    }
  });
});
