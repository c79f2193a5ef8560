import { describe, expect, it } from 'vitest';
import { createMetrics } from './metrics.ts';

describe('createMetrics', () => {
  it('shows figures of the process and of the product, each with the name of the process', async () => {
    const metrics = createMetrics('api');
    const requests = metrics.counter({
      name: 'requests_total',
      help: 'Requests.',
      labels: ['status'],
    });
    requests.inc({ status: '200' });
    metrics.gauge({ name: 'clients', help: 'Clients.', collect: (gauge) => gauge.set(3) });
    metrics.histogram({ name: 'check_seconds', help: 'Time.', buckets: [1, 2] }).observe(1.5);
    const text = await metrics.render();
    expect(metrics.contentType).toContain('text/plain');
    expect(text).toContain('netumo_requests_total{status="200",process="api"} 1');
    expect(text).toContain('netumo_clients{process="api"} 3');
    expect(text).toContain('netumo_check_seconds_bucket{le="2",process="api"} 1');
    expect(text).toMatch(/nodejs_eventloop_lag_p99_seconds\{process="api"\} \d/);
  });

  it('keeps two registries apart', async () => {
    createMetrics('a').counter({ name: 'only_here_total', help: 'x' }).inc();
    expect(await createMetrics('b').render()).not.toContain('only_here');
  });
});
