import { describe, expect, it } from 'vitest';
import { probe, resolveTo } from '../testing/probe.ts';
import { page, startServer } from '../testing/server.ts';

describe('a healthy target', () => {
  it('is ok, with address, phases that add up to the latency, and one attempt', async () => {
    const server = await startServer(page('hello'));
    const result = await probe(`http://good.example:${server.port}/`);
    expect(result).toMatchObject({
      outcome: 'ok',
      statusCode: 200,
      address: '127.0.0.1',
      attempts: 1,
      failure: null,
    });
    const { dnsMs, connectMs, tlsMs, firstByteMs, transferMs } = result.phases;
    expect(tlsMs).toBeNull();
    const sum = (dnsMs ?? 0) + (connectMs ?? 0) + (firstByteMs ?? 0) + (transferMs ?? 0);
    expect(sum).toBeCloseTo(result.latencyMs ?? 0, 6);
  });

  it('has no DNS phase when the target is an IP address', async () => {
    const server = await startServer(page('hello'));
    const { phases } = await probe(`${server.origin}/`);
    expect(phases.dnsMs).toBeNull();
    expect(phases.connectMs).not.toBeNull();
  });

  it('is slow beyond its limit', async () => {
    const server = await startServer((socket, request, number) => {
      setTimeout(() => {
        page('late')(socket, request, number);
      }, 60);
    });
    const result = await probe(`${server.origin}/`, { slowMs: 20 });
    expect(result.outcome).toBe('slow');
    expect(result.failure).toBeNull();
    expect(result.phases.firstByteMs).toBeGreaterThanOrEqual(50);
  });
});

describe('the request', () => {
  it('names product and version, asks to close, and takes settings over', async () => {
    const server = await startServer(page('hello'));
    await probe(`${server.origin}/path?q=1`, {
      method: 'POST',
      headers: { 'X-Token': 'secret', Accept: 'text/html' },
      body: 'a=1',
    });
    const [request = ''] = server.requests;
    expect(request).toMatch(/^POST \/path\?q=1 HTTP\/1\.1\r\n/);
    expect(request).toMatch(/\r\nuser-agent: mini-netumo\//);
    expect(request).toContain('\r\nconnection: close\r\n');
    expect(request).toContain('\r\nx-token: secret\r\n');
    expect(request).toContain('\r\naccept: text/html\r\n');
    expect(request).toContain('\r\ncontent-length: 3\r\n');
    expect(request).toMatch(/a=1$/);
  });

  it('sends the body of a GET with its length', async () => {
    const server = await startServer(page('hello'));
    const result = await probe(`${server.origin}/`, { method: 'GET', body: 'q=1' });
    expect(result.outcome).toBe('ok');
    expect(server.requests[0]).toContain('\r\ncontent-length: 3\r\n');
  });

  it('works with HEAD, which has no body', async () => {
    const server = await startServer((socket) =>
      socket.end('HTTP/1.1 200 OK\r\ncontent-length: 500\r\n\r\n'),
    );
    expect(await probe(`${server.origin}/`, { method: 'HEAD' })).toMatchObject({ outcome: 'ok' });
  });

  it('asks only for the family that is wanted', async () => {
    const families: number[] = [];
    const server = await startServer(page('hello'));
    await probe(`http://good.example:${server.port}/`, {
      ipFamily: 'ipv4',
      resolver: (host, family) => {
        families.push(family);
        return resolveTo('127.0.0.1')(host, family);
      },
    });
    expect(families).toEqual([4]);
  });
});

describe('connections', () => {
  it('are fresh for each check and closed after it, also when the server keeps them open', async () => {
    const server = await startServer((socket) =>
      socket.write('HTTP/1.1 200 OK\r\nconnection: keep-alive\r\ncontent-length: 2\r\n\r\nok'),
    );
    await probe(`${server.origin}/`);
    await probe(`${server.origin}/`);
    expect(server.connections()).toBe(2);
    await expect.poll(server.open).toBe(0);
  });
});

describe('an abort by the caller', () => {
  it('rejects with the reason of the signal and closes the connection', async () => {
    const server = await startServer(() => undefined);
    const stop = new AbortController();
    const probing = probe(`${server.origin}/`, { signal: stop.signal });
    await expect.poll(() => server.requests.length).toBe(1);
    stop.abort(new Error('shutting down'));
    await expect(probing).rejects.toThrow('shutting down');
    await expect.poll(server.open).toBe(0);
  });

  it('rejects at once when it comes first', async () => {
    const signal = AbortSignal.abort(new Error('too late'));
    await expect(probe('http://127.0.0.1:9999/', { signal })).rejects.toThrow('too late');
  });
});
