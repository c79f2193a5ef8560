import { spawnSync } from 'node:child_process';
import { createServer, type AddressInfo } from 'node:net';
import { parseCidrList } from '@app/domain';
import { expect, it, onTestFinished } from 'vitest';
import { showFigures } from './show-figures.ts';

const hasPromtool = spawnSync('promtool', ['--version']).error === undefined;
if (!hasPromtool)
  process.stdout.write('metrics are not checked by promtool: it is not installed\n');

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

it('shows figures of which promtool has nothing to say', async () => {
  const port = await freePort();
  const ignore = () => undefined;
  const log = { debug: ignore, info: ignore, warn: ignore, error: ignore };
  const figures = showFigures(
    { partitions: [1, 2], finishedChecks: 7 },
    { host: '127.0.0.1', metricsAllow: parseCidrList('127.0.0.0/8') ?? [] },
    { port, log },
  );
  onTestFinished(() => figures.close());
  const read = () => fetch(`http://127.0.0.1:${port}/metrics`).then((answer) => answer.text());
  await expect.poll(() => read().catch(() => '')).toContain('netumo_worker_checks_total');
  const text = await read();
  expect(text).toContain('netumo_worker_partitions{process="worker"} 2');
  if (!hasPromtool) return;
  const { status, stdout, stderr } = spawnSync('promtool', ['check', 'metrics'], { input: text });
  expect(`${stdout.toString()}${stderr.toString()}`).toBe('');
  expect(status).toBe(0);
});
