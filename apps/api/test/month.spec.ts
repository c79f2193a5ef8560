import { type Check, NO_PHASES } from '@app/domain';
import { targetRecord } from '@app/domain/testing';
import { keepHouse, systemContext } from '@app/monitoring';
import { newId } from '@app/persistence';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openClient } from './support/open-client.ts';
import { openProduct, type TestProduct } from './support/open-product.ts';
import { openServer } from './support/open-server.ts';

/*
 * A month of history, and every number of it once more from the exported tables alone: by plain sums over their rows,
 * with nothing of the product.
 */

const NOW = Date.now();
const DAY_MS = 86_400_000;
const INTERVAL_MS = 300_000;
/** No slot lies near an edge of a window while the test runs. */
const LAST_SLOT = NOW - INTERVAL_MS / 2;
const OUTAGES = [
  { from: 40, slots: 7 },
  { from: 2_000, slots: 30 },
  { from: 7_000, slots: 290 },
];

function checkAt(back: number): Check {
  const slot = new Date(LAST_SLOT - back * INTERVAL_MS);
  const isDown = OUTAGES.some(({ from, slots }) => back <= from && back > from - slots);
  const outcome = isDown ? 'failed' : back % 97 === 0 ? 'inconclusive' : 'ok';
  const origin = back % 61 === 0 ? 'manual' : back % 53 === 0 ? 'confirmation' : 'scheduled';
  const latencyMs = outcome === 'ok' ? 20 + ((back * 7_919) % 613) / 10 : null;
  return {
    ...{ at: slot, slot, kind: 'http', origin, confirmation: origin === 'confirmation', outcome },
    ...{ statusCode: outcome === 'ok' ? 200 : null, latencyMs, phases: NO_PHASES },
    ...{ address: null, attempts: 1, failure: null },
  };
}

let product: TestProduct;
const id = newId();
beforeAll(async () => {
  product = await openProduct();
  const { targets, results, alerts } = product.ports;
  const checks = Array.from({ length: 34 * 288 }, (_, index) => checkAt(34 * 288 - index));
  const createdAt = new Date(NOW - 34 * DAY_MS);
  await targets.insert(
    targetRecord({
      ...{ id, name: 'shop', urlKey: id, createdAt, recent: checks.slice(-8) },
      state: { ...targetRecord().state, status: 'up', statusSince: createdAt },
      schedule: { dueAt: null, urgent: null, lease: null, silentAt: null },
    }),
    { unique: true },
  );
  await results.append([{ targetId: id, checks: checks.slice(0, -8) }]);
  for (const { from, slots } of OUTAGES) {
    const since = new Date(LAST_SLOT - from * INTERVAL_MS);
    const endedAt = new Date(LAST_SLOT - (from - slots) * INTERVAL_MS);
    await alerts.insert({
      ...{ id: newId(), targetId: id, targetName: 'shop', domain: null, subject: id, kind: 'down' },
      ...{ state: 'resolved', severity: 'critical', cause: { is: 'text', text: 'Refused.' } },
      ...{ openedAt: since, since, endedAt, resolvedAt: endedAt, resolution: 'recovered' },
      ...{ acknowledgedAt: null, acknowledgedNote: null, updatedAt: endedAt, announcements: [] },
    });
  }
  await keepHouse(systemContext(product.ports));
});
afterAll(() => product.stores.close());

type Row = Record<string, string>;

/** The rows of a table without quotes in it. */
async function tableOf(url: string): Promise<Row[]> {
  const { server } = await openServer(product.options);
  const { statusCode, body } = await server.inject({ url, headers: { host: '127.0.0.1:3000' } });
  expect(statusCode).toBe(200);
  const [head = '', ...lines] = body
    .replace(/^\uFEFF/, '')
    .trimEnd()
    .split(/\r?\n/);
  const names = head.split(',');
  return lines.map((line) => {
    const cells = line.split(',');
    return Object.fromEntries(names.map((name, index) => [name, cells[index] ?? '']));
  });
}

const second = (time: string | undefined): number => Math.ceil(Date.parse(time ?? '') / 1_000);

/** The numbers of some seconds, from rows alone. */
function counted(checks: readonly Row[], alerts: readonly Row[], from: number, to: number) {
  const within = checks.filter((row) => {
    const slot = Date.parse(row['slot'] ?? '');
    return row['origin'] === 'scheduled' && slot >= from * 1_000 && slot < to * 1_000;
  });
  const failed = within.filter((row) => row['outcome'] === 'failed').length;
  const good = within.filter((row) => row['outcome'] === 'ok');
  const times = good.map((row) => Number(row['latencyMs'])).sort((a, b) => a - b);
  const at = (percent: number) => times[Math.ceil((percent * times.length) / 100) - 1] ?? 0;
  const all = good.length + failed;
  const down = alerts.reduce((sum, row) => {
    const lasted = Math.min(to, second(row['endedAt'])) - Math.max(from, second(row['since']));
    return sum + Math.max(0, lasted);
  }, 0);
  return {
    sums: {
      checks: all,
      failed,
      inconclusive: within.filter((row) => row['outcome'] === 'inconclusive').length,
      uptime: Math.floor((good.length / all) * 100_000 + 1e-9) / 1_000,
      avgMs: Math.round((times.reduce((sum, ms) => sum + ms, 0) / times.length) * 100) / 100,
      downSeconds: down,
      upSeconds: to - from - down,
      availability: Math.floor(((to - from - down) / (to - from)) * 100_000 + 1e-9) / 1_000,
    },
    percentiles: { p50Ms: at(50), p95Ms: at(95), p99Ms: at(99) },
  };
}

const WINDOWS = { '1h': 3_600, '24h': 86_400, '7d': 7 * 86_400, '30d': 30 * 86_400 } as const;

it('has the numbers that follow from its exported rows, in every window and on every day', async () => {
  const range = `from=${NOW - 34 * DAY_MS}&to=${NOW}`;
  const checks = await tableOf(`/export/checks.csv?targetId=${id}&${range}`);
  const alerts = await tableOf(`/export/alerts.csv?targetId=${id}&${range}`);
  const client = await openClient(product);
  const summary = await client.query('stats.summary', { targetId: id });
  const windows = summary['windows'] as Record<string, Record<string, number>>;
  const end = Date.parse(String(summary['at'])) / 1_000;
  for (const [name, seconds] of Object.entries(WINDOWS)) {
    const { sums, percentiles } = counted(checks, alerts, end - seconds, end);
    expect(windows[name], name).toMatchObject(sums);
    for (const [percentile, ms] of Object.entries(percentiles)) {
      const most = name === '30d' ? ms * 0.011 : 0.006;
      expect(
        Math.abs((windows[name]?.[percentile] ?? 0) - ms),
        `${name} ${percentile}`,
      ).toBeLessThan(most);
    }
  }
  const daily = await client.query('stats.daily', { targetId: id, days: 31 });
  const items = daily['items'] as (Record<string, number> & { day: string })[];
  expect(items).toHaveLength(31);
  for (const item of items.slice(0, -1)) {
    const from = Date.parse(item.day) / 1_000;
    expect(item, item.day).toMatchObject(counted(checks, alerts, from, from + 86_400).sums);
  }
});
