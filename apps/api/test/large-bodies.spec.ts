import { connect, type AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { openServer } from './support/open-server.ts';

const SIZE = 5_000_000;

/** Sends a large body in two parts, as a slow client does, and reads the answer only after the second. */
async function sendInParts(port: number): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  const faults: Error[] = [];
  socket.on('error', (error) => faults.push(error));
  let answer = '';
  socket.setEncoding('utf8').on('data', (text: string) => (answer += text));
  const head = [
    'POST /trpc/targets.create HTTP/1.1',
    'host: 127.0.0.1:3000',
    'content-type: application/json',
    `content-length: ${SIZE}`,
    '',
    '',
  ].join('\r\n');
  socket.write(head + 'x'.repeat(SIZE / 2));
  await sleep(200);
  await new Promise<void>((resolve) => socket.write('x'.repeat(SIZE / 2), () => resolve()));
  await expect.poll(() => answer || faults[0]?.message).toBeTruthy();
  socket.destroy();
  expect(faults).toEqual([]);
  return answer;
}

describe('a body that is far too large', () => {
  it('is taken to its end before it is refused, so that the client reads why', async () => {
    const { server } = await openServer();
    await server.listen({ host: '127.0.0.1', port: 0 });
    const answer = await sendInParts((server.server.address() as AddressInfo).port);
    expect(answer).toMatch(/^HTTP\/1.1 413 /);
    expect(answer).toContain('larger than 256 KiB');
  });
});
