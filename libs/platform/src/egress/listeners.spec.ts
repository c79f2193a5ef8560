import { createServer } from 'node:net';
import { expect, it } from 'vitest';
import { listenersOn } from './listeners.ts';

const TCP = `  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid
   0: 0100007F:9099 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000
   1: 0200007F:9099 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000
   2: 0300007F:9099 0100007F:1234 01 00000000:00000000 00:00000000 00000000  1000
   3: 00000000:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0
`;
const TCP6 = `  sl  local_address rem_address st
   0: 00000000000000000000000001000000:9099 00000000000000000000000000000000:0000 0A 0
   1: B80D01200000000067452301EFCDAB89:9099 00000000000000000000000000000000:0000 0A 0
`;

const read = (file: string): Promise<string> => Promise.resolve(file.endsWith('6') ? TCP6 : TCP);

it('reads who listens from the tables of the kernel', async () => {
  expect(await listenersOn(0x9099, read)).toEqual([
    '127.0.0.1',
    '127.0.0.2',
    '0:0:0:0:0:0:0:1',
    '2001:db8:0:0:123:4567:89ab:cdef',
  ]);
  expect(await listenersOn(0x1f90, read)).toEqual(['0.0.0.0']);
  expect(await listenersOn(1, read)).toEqual([]);
});

it('does not know where there are no such tables', async () => {
  expect(await listenersOn(1, () => Promise.reject(new Error('ENOENT')))).toBeNull();
});

it('sees a server of this machine, where the kernel tells', async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
  const listening = await listenersOn(port);
  server.close();
  expect(listening ?? ['127.0.0.1']).toContain('127.0.0.1');
});
