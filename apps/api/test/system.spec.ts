import { createMetrics } from '@app/platform';
import { listDeadLetters, readQueues, systemContext } from '@app/monitoring';
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
    await product.ports.workers.heartbeat(beat(new Date()));
    expect(await query('system.queues')).toMatchObject({
      queues: [],
      workers: [{ id: 'w1', loopDelayMs: 12, checksPerMinute: 30 }],
      overdue: { count: 0, oldestSeconds: null },
    });
  });
});

describe('system.rdapList', () => {
  it('tells which list of RDAP services is in use, and says how old it is', async () => {
    const { query } = await openClient(product);
    expect(await query('system.rdapList')).toMatchObject({ list: null, isOld: false });
    const list = {
      origin: 'bundled' as const,
      source: 'https://data.iana.org/rdap/dns.json',
      publishedAt: new Date('2020-01-01T00:00:00Z'),
      fetchedAt: null,
      triedAt: new Date(),
      problem: { is: 'no-list' as const, server: 'data.iana.org', status: 404 },
    };
    await product.ports.rdapList.put(list, null);
    expect(await query('system.rdapList')).toMatchObject({
      list: {
        origin: 'bundled',
        problem: 'data.iana.org did not send an RDAP bootstrap file (HTTP 404).',
      },
      isOld: true,
      detail: expect.stringMatching(/of 2020-01-01 .* \(HTTP 404\)\./),
    });
  });
});

describe('dead letters', () => {
  const letter = {
    id: '0192f0c4-7d3c-7a01-8000-000000000001',
    queue: 'checks.urgent',
    payload: { targetId: '65a1b2c3d4e5f6a700000001' },
    reason: 'no primary (E_MONGO)',
    failedAt: new Date('2026-01-01T12:00:00Z'),
    tries: 6,
  };

  it('are listed and driven again', async () => {
    const { query, mutate, refused } = await openClient(product);
    product.deadLetters.push(letter);
    const shown = { ...letter, failedAt: letter.failedAt.toISOString() };
    expect(await query('system.deadLetters')).toEqual({ items: [shown], nextCursor: null });
    expect(await mutate('system.redriveDeadLetter', { id: letter.id })).toEqual(shown);
    const unknown = letter.id.replace(/1$/, '2');
    const refusal = await refused('POST', 'system.redriveDeadLetter', { id: unknown });
    expect(refusal.message).toBe('There is no dead letter with this id. It may have been removed.');
  });

  it('are unknown while PostgreSQL is away', async () => {
    const queue = { ...product.ports.queue, deadLetters: () => Promise.resolve(null) };
    await expect(listDeadLetters(systemContext({ queue }), {})).rejects.toThrow(
      'PostgreSQL cannot be reached',
    );
  });
});

describe('the metrics of the queues', () => {
  const figures = async () => ({
    ...(await readQueues(systemContext(product.ports))),
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
    await product.ports.workers.heartbeat(beat(new Date()));
    const text = await metrics.render();
    const labels = '{queue="checks.urgent",process="api"}';
    expect(text).toContain(`netumo_queue_waiting_jobs${labels} 3`);
    expect(text).toContain(`netumo_queue_oldest_seconds${labels} 4.5`);
    expect(text).toContain(`netumo_queue_dead_letters${labels} 6`);
    expect(text).toContain('netumo_worker_loop_delay_seconds{worker="w1",process="api"} 0.012');
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
    await product.ports.workers.heartbeat(beat(new Date(Date.now() - 31_000)));
    const watch = watchSystem(product.ports, log, 20);
    const system = async () => itemsOf(await query('alerts.list', { kind: 'system' }));
    await expect
      .poll(system)
      .toMatchObject([{ state: 'open', severity: 'critical', targetId: null }]);
    await expect
      .poll(async () => itemsOf(await query('inbox.list', {})))
      .toMatchObject([{ event: 'opened', title: expect.stringContaining('No worker') }]);

    await product.ports.workers.heartbeat(beat(new Date()));
    await expect.poll(system).toMatchObject([{ state: 'resolved', resolution: 'recovered' }]);
    watch.stop();
  });
});
