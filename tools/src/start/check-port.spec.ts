import net from 'node:net';
import { describe, expect, it } from 'vitest';
import { checkPort } from './check-port.ts';

describe('checkPort', () => {
  it('leaves a free port free', async () => {
    await checkPort('127.0.0.1', 0);
  });

  it('names a port that is in use and another to try', async () => {
    const server = net.createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as net.AddressInfo;
    await expect(checkPort('127.0.0.1', port)).rejects.toThrow(
      `Port 127.0.0.1:${port} is in use by another program. Stop it, or choose another one: PORT=${port + 1} npm start`,
    );
    server.close();
  });

  it('says when HOST is not an address of this machine', async () => {
    await expect(checkPort('192.0.2.1', 3_000)).rejects.toThrow('HOST=192.0.2.1 is not an address');
  });
});
