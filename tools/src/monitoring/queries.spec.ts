import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { metricsIn, metricsOf, readQueries, RULES } from './queries.ts';

const hasPromtool = spawnSync('promtool', ['--version']).error === undefined;
if (!hasPromtool) process.stdout.write('rules are not checked by promtool: it is not installed\n');

describe('the dashboard and the rules', () => {
  it('ask for metrics that their process has', async () => {
    const known = { api: await metricsOf('api'), worker: await metricsOf('worker') };
    const queries = readQueries();
    expect(queries.length).toBeGreaterThan(25);
    const wrong = queries.flatMap(({ where, expr }) =>
      metricsIn(expr).flatMap(({ name, process }) => {
        const has = process === 'api' || process === 'worker' ? known[process] : null;
        return has?.has(name) ? [] : [`${where}: ${name} of ${String(process)}`];
      }),
    );
    expect(wrong).toEqual([]);
    for (const { where, expr } of queries) expect(metricsIn(expr), where).not.toEqual([]);
  });

  it('would notice a metric that does not exist', async () => {
    const known = await metricsOf('api');
    expect(known).toContain('netumo_queue_oldest_seconds');
    expect(known).toContain('process_resident_memory_bytes');
    expect(known).not.toContain('netumo_queue_oldest_minutes');
    expect(metricsIn('max(netumo_x_bucket{process="api",le="1"}) > nodejs_y')).toEqual([
      { name: 'netumo_x', process: 'api' },
      { name: 'nodejs_y', process: null },
    ]);
  });

  it.runIf(hasPromtool)('are rules that Prometheus takes', () => {
    const { status, stdout, stderr } = spawnSync('promtool', ['check', 'rules', RULES]);
    expect(status, `${stdout.toString()}${stderr.toString()}`).toBe(0);
  });
});
