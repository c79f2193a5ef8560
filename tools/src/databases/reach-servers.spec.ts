import net from 'node:net';
import { describe, expect, it } from 'vitest';
import { addressesOf, reachServer } from './reach-servers.ts';

describe('addressesOf', () => {
  it.each([
    ['mongodb://127.0.0.1/netumo', [{ host: '127.0.0.1', port: 27_017 }]],
    ['mongodb://user:p%40ss@db:27018/?replicaSet=a', [{ host: 'db', port: 27_018 }]],
    [
      'mongodb://a:1,b:2/x',
      [
        { host: 'a', port: 1 },
        { host: 'b', port: 2 },
      ],
    ],
    ['postgres://user:secret@db/jobs', [{ host: 'db', port: 5_432 }]],
    ['postgresql://[::1]:6000/jobs', [{ host: '::1', port: 6_000 }]],
    ['mongodb+srv://cluster.example/x', []],
    ['postgres:///jobs?host=/var/run/postgresql', []],
    ['mongodb://%2Ftmp%2Fmongodb.sock/x', []],
  ])('%s', (url, expected) => {
    expect(addressesOf(url)).toEqual(expected);
  });
});

describe('reachServer', () => {
  it('is content when something listens', async () => {
    const server = net.createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as net.AddressInfo;
    await reachServer('PostgreSQL', `postgres://u:p@127.0.0.1:${port}/x`, 0);
    server.close();
  });

  it('names server and address, and no password', async () => {
    const refused = await reachServer('MongoDB', 'mongodb://u:hush@127.0.0.1:1/x', 0).catch(String);
    expect(refused).toContain('MongoDB does not answer at 127.0.0.1:1');
    expect(refused).not.toContain('hush');
  });

  it('waits for a server that comes up late', async () => {
    const probe = net.createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => probe.once('listening', resolve));
    const { port } = probe.address() as net.AddressInfo;
    await new Promise((resolve) => probe.close(resolve));
    const reached = reachServer('PostgreSQL', `postgres://127.0.0.1:${port}/x`, 15_000);
    const server = net.createServer().listen(port, '127.0.0.1');
    await reached;
    server.close();
  });
});
