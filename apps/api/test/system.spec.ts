import { createMetrics } from '@app/platform';
import { readQueues } from '@app/monitoring';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addQueueMetrics } from '../src/queue-metrics.ts';
import { watchSystem } from '../src/watch-system.ts';
import { itemsOf, openClient } from './support/open-client.ts';
import { openProduct, type TestProduct } from './support/open-product.ts';

let product: TestProduct;
beforeAll(async () => {
  product = await openProduct();
});
afterAll(() => product.stores.close());

const beat = (at: Date) => ({ id: 'w1', startedAt: at, at, loopDelayMs: 12, checksPerMinute: 30 });
const log = { warn: () => undefined };

describe('system.queues', () => {
  it('tells of queues, workers and overdue checks', async () => {
    const { query } = await openClient(product);
    await product.ports.workers.beat(beat(new Date()));
    expect(await query('system.queues')).toMatchObject({
      queues: [],
      workers: [{ id: 'w1', loopDelayMs: 12, checksPerMinute: 30 }],
      overdue: { count: 0, oldestSeconds: null },
    });
  });
});

describe('the metrics of the queues', () => {
  const figures = async () => ({
    ...(await readQueues(product.ports)),
    queues: [
      {
        name: 'checks.urgent',
        waiting: 3,
        deferred: 1,
        active: 2,
        oldestSeconds: 4.5,
        deadLetters: 6,
        newDeadLetters: 0,
      },
    ],
  });

  it('are the figures of system.queues', async () => {
    const metrics = createMetrics('api');
    addQueueMetrics(metrics, figures);
    await product.ports.workers.beat(beat(new Date()));
    const text = await metrics.render();
    const labels = '{queue="checks.urgent",process="api"}';
    expect(text).toContain(`netumo_queue_waiting_jobs${labels} 3`);
    expect(text).toContain(`netumo_queue_oldest_seconds${labels} 4.5`);
    expect(text).toContain(`netumo_queue_dead_letters${labels} 6`);
    expect(text).toContain('netumo_worker_loop_delay_milliseconds{worker="w1",process="api"} 12');
    expect(text).toContain('netumo_checks_overdue{process="api"} 0');
  });

  it('are empty, and the others there, while a database is away', async () => {
    const metrics = createMetrics('api');
    addQueueMetrics(metrics, () => Promise.reject(new Error('away')));
    const text = await metrics.render();
    expect(text).not.toContain('netumo_queue_waiting_jobs{');
    expect(text).toMatch(/netumo_checks_overdue\{process="api"\} nan/i);
    expect(text).toContain('process_resident_memory_bytes');
  });
});

describe('the watchdog of the api', () => {
  it('notices that there is no worker and tells people without one', async () => {
    const { query } = await openClient(product);
    await product.ports.workers.beat(beat(new Date(Date.now() - 31_000)));
    const watch = watchSystem(product.ports, log, 20);
    const system = async () => itemsOf(await query('alerts.list', { kind: 'system' }));
    await expect
      .poll(system, { timeout: 10_000 })
      .toMatchObject([{ state: 'open', severity: 'critical', targetId: null }]);
    await expect
      .poll(async () => itemsOf(await query('inbox.list', {})), { timeout: 10_000 })
      .toMatchObject([{ event: 'opened', title: expect.stringContaining('No worker') }]);

    await product.ports.workers.beat(beat(new Date()));
    await expect
      .poll(system, { timeout: 10_000 })
      .toMatchObject([{ state: 'resolved', resolution: 'recovered' }]);
    watch.stop();
  }, 30_000);
});
