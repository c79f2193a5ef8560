import { spawnSync } from 'node:child_process';
import type { FiguredTargets } from '@app/monitoring';
import { createMetrics } from '@app/platform';
import fastify from 'fastify';
import { expect, it } from 'vitest';
import { logRequests } from './plugins/request-log.ts';
import { addQueueMetrics } from './queue-metrics.ts';
import { addTargetMetrics } from './target-metrics.ts';

const hasPromtool = spawnSync('promtool', ['--version']).error === undefined;
if (!hasPromtool)
  process.stdout.write('metrics are not checked by promtool: it is not installed\n');

it.runIf(hasPromtool)('has metrics of which promtool has nothing to say', async () => {
  const at = new Date();
  const metrics = createMetrics('api');
  const target = {
    id: 'a',
    name: 'b "c"',
    status: 'up',
    uptime24h: 99,
    lastCheck: { latencyMs: 3 },
  };
  const ends = { certificate: { validTo: at }, domain: { expiresAt: at } };
  const figured = { counts: { all: 1, up: 1 }, targets: [{ ...target, ...ends }] };
  addTargetMetrics(metrics, async () => figured as FiguredTargets & typeof figured);
  addQueueMetrics(metrics, async () => ({
    at,
    queues: [
      {
        ...{ name: 'q', waiting: 1, deferred: 2, active: 3, oldestSeconds: 4 },
        ...{ deadLetters: 5, newDeadLetters: 6 },
      },
    ],
    workers: [{ id: 'w', startedAt: at, seenAt: at, loopDelayMs: 3, checksPerMinute: 2 }],
    overdue: { count: 1, oldestSeconds: 3 },
  }));
  const server = fastify();
  logRequests(server, { access: null, metrics });
  server.get('/', () => 'x');
  await server.inject('/');
  await server.close();
  const text = await metrics.render();
  for (const name of ['queue_oldest_seconds', 'target_up', 'http_requests_total{']) {
    expect(text).toContain(`netumo_${name}`);
  }
  const { status, stdout, stderr } = spawnSync('promtool', ['check', 'metrics'], { input: text });
  expect(`${stdout.toString()}${stderr.toString()}`).toBe('');
  expect(status).toBe(0);
  // It would say so.
  const bad = '# HELP a_milliseconds x\n# TYPE a_milliseconds counter\na_milliseconds 1\n';
  expect(spawnSync('promtool', ['check', 'metrics'], { input: bad }).stderr.toString()).not.toBe(
    '',
  );
});
