import { parseCidrList } from '@app/domain';
import { expect, it, onTestFinished } from 'vitest';
import { createMetrics } from './metrics.ts';
import { serveMetrics } from './serve-metrics.ts';

const LOOPBACK = parseCidrList('127.0.0.0/8') ?? [];

function open(allow = LOOPBACK, port = 0) {
  const metrics = createMetrics('worker');
  let seen = 0;
  metrics.counter({
    name: 'worker_checks_total',
    help: 'Checks.',
    collect: (counter) => {
      counter.inc(7 - seen);
      seen = 7;
    },
  });
  const faults: Error[] = [];
  const onFault = (error: Error): void => void faults.push(error);
  const server = serveMetrics({ metrics, host: '127.0.0.1', port, allow, onFault });
  onTestFinished(() => server.close());
  return { ...server, faults };
}

it('shows the figures of a process, each time as they are', async () => {
  const { listening } = open();
  const url = `http://127.0.0.1:${await listening}/metrics`;
  for (let time = 0; time < 2; time++) {
    const response = await fetch(url);
    expect(response.headers.get('content-type')).toContain('text/plain');
    expect(await response.text()).toContain('netumo_worker_checks_total{process="worker"} 7');
  }
  expect((await fetch(url, { method: 'POST' })).status).toBe(405);
  expect((await fetch(url.replace('/metrics', '/'))).status).toBe(404);
});

it('shows them to nobody else', async () => {
  const { listening } = open(parseCidrList('10.0.0.0/8') ?? []);
  expect((await fetch(`http://127.0.0.1:${await listening}/metrics`)).status).toBe(403);
});

it('ends nothing where the port is taken', async () => {
  const { listening } = open();
  const second = open(LOOPBACK, (await listening) ?? 0);
  expect(await second.listening).toBeNull();
  expect(second.faults).toMatchObject([{ code: 'EADDRINUSE' }]);
});
