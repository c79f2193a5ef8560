import { type Check, NO_PHASES } from '@app/domain';
import { targetRecord } from '@app/domain/testing';
import { newId } from '@app/persistence';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Json, openClient, type TestClient } from './support/open-client.ts';
import { openProduct, type TestProduct } from './support/open-product.ts';
import { openServer } from './support/open-server.ts';

const HOST = { host: '127.0.0.1:3000' };
const MISSING = '0123456789abcdef01234567';
const NOW = Date.now();
const ago = (seconds: number): Date => new Date(NOW - seconds * 1_000);
const DAY = 86_400;

const check = (slot: Date, over: Partial<Check> = {}): Check => ({
  at: slot,
  slot,
  kind: 'http',
  origin: 'scheduled',
  confirmation: false,
  outcome: 'ok',
  statusCode: 200,
  latencyMs: 100,
  phases: { ...NO_PHASES, firstByteMs: 60 },
  address: '203.0.113.7',
  attempts: 1,
  failure: null,
  ...over,
});

let product: TestProduct;
const id = newId();
const name = '=HYPERLINK("http://evil.example")';
beforeAll(async () => {
  product = await openProduct();
  const { targets, results, alerts } = product.ports;
  const checks = [
    ...Array.from({ length: 99 }, (_, i) => check(ago((99 - i) * 600 + 60), { latencyMs: i + 1 })),
    check(ago(30), { outcome: 'failed', latencyMs: null }),
  ];
  await targets.insert(
    targetRecord({
      ...{ id, name, urlKey: id, createdAt: ago(40 * DAY) },
      state: { ...targetRecord().state, status: 'up', statusSince: ago(40 * DAY) },
      schedule: { dueAt: null, urgent: null, lease: null, silentAt: null },
      recent: checks.slice(-3),
    }),
    { unique: true },
  );
  await results.append([{ targetId: id, checks: checks.slice(0, -3) }]);
  await alerts.insert({
    ...{ id: newId(), targetId: id, targetName: name, domain: null, subject: id, kind: 'down' },
    ...{ state: 'resolved', severity: 'critical', cause: { is: 'text', text: 'Refused.' } },
    ...{ openedAt: ago(7_170), since: ago(7_200), endedAt: ago(3_600), resolvedAt: ago(3_600) },
    ...{ resolution: 'recovered', acknowledgedAt: null, acknowledgedNote: null },
    ...{ updatedAt: ago(3_600), announcements: [] },
  });
});
afterAll(() => product.stores.close());

async function ask(url: string) {
  const { server } = await openServer(product.options);
  return await server.inject({ url, headers: HOST });
}
const open = (): Promise<TestClient> => openClient(product);

describe('stats', () => {
  it('sum up the last hour, day, week and month', async () => {
    const { windows } = (await (await open()).query('stats.summary', { targetId: id })) as {
      windows: Record<string, Json>;
    };
    expect(Object.keys(windows)).toEqual(['1h', '24h', '7d', '30d']);
    expect(windows['24h']).toMatchObject({
      ...{ uptime: 99, errorRate: 1, checks: 100, failed: 1, coverage: 100, outages: 1 },
      ...{ p50Ms: 50, p95Ms: 95, p99Ms: 99, avgMs: 50, downSeconds: 3_600, mttrSeconds: 3_600 },
    });
    const { upSeconds, downSeconds, unknownSeconds, pausedSeconds } = windows['30d'] as Record<
      string,
      number
    >;
    expect(upSeconds! + downSeconds! + unknownSeconds! + pausedSeconds!).toBe(30 * DAY);
  });

  it('show days, outages and what a number is made of', async () => {
    const client = await open();
    const daily = (await client.query('stats.daily', { targetId: id, days: 3 })) as {
      items: Json[];
    };
    expect(daily.items).toHaveLength(3);
    expect(daily.items.reduce((sum, { checks }) => sum + Number(checks), 0)).toBe(100);
    const asked = { targetId: id, from: ago(DAY), to: new Date(NOW) };
    const { items } = await client.query('stats.outages', asked);
    expect(items).toEqual([expect.objectContaining({ seconds: 3_600, reason: 'Refused.' })]);
    const explained = await client.query('stats.explain', { targetId: id, window: '24h' });
    const states = (explained['intervals'] as Json[]).map(({ state }) => state);
    expect(states).toEqual(['up', 'down', 'up']);
    expect(explained['counts']).toMatchObject({ ok: 99, failed: 1, manual: 0 });
  });

  it('refuse what cannot be answered', async () => {
    const client = await open();
    const gone = await client.refused('GET', 'stats.summary', { targetId: MISSING });
    expect(gone.data.code).toBe('NOT_FOUND');
    const window = await client.refused('GET', 'stats.explain', { targetId: id, window: '1y' });
    expect(window.data.code).toBe('BAD_REQUEST');
    const turned = { targetId: id, from: ago(0), to: ago(60) };
    expect((await client.refused('GET', 'stats.outages', turned)).data.code).toBe('BAD_REQUEST');
  });
});

describe('badges', () => {
  it.each([
    ['status', 'status: up'],
    ['uptime', 'uptime: 99.00 %'],
    ['response', 'response: 50 ms'],
    ['certificate', 'certificate: n/a'],
    ['domain', 'domain: n/a'],
    ['uptime', 'shop: 99.00 %', '?window=7d&label=shop'],
  ])('of %s say "%s" to pages anywhere, for a minute', async (what, title, query = '') => {
    const { statusCode, headers, body } = await ask(`/badge/${id}/${what}.svg${query}`);
    expect(statusCode).toBe(200);
    expect(headers).toMatchObject({
      'content-type': 'image/svg+xml; charset=utf-8',
      'cache-control': 'public, max-age=60',
      'access-control-allow-origin': '*',
      'cross-origin-resource-policy': 'cross-origin',
    });
    expect(body).toContain(`<title>${title}</title>`);
  });

  it.each([
    [`/badge/${MISSING}/uptime.svg`, 404],
    ['/badge/nobody/uptime.svg', 404],
    [`/badge/${id}/fortune.svg`, 404],
    [`/badge/${id}/uptime.svg?window=1y`, 400],
  ])('of nothing are refused: %s', async (url, status) => {
    expect((await ask(url)).statusCode).toBe(status);
  });
});

describe('exports', () => {
  const table = async (url: string): Promise<string[][]> => {
    const { statusCode, headers, body } = await ask(url);
    expect(statusCode, body).toBe(200);
    expect(headers['content-type']).toBe('text/csv; charset=utf-8; header=present');
    expect(body.endsWith('\r\n')).toBe(true);
    return body
      .trimEnd()
      .split('\r\n')
      .map((line) => line.split(','));
  };

  it('hold each check once, oldest first, with the names of the contract', async () => {
    const [header = [], ...lines] = await table(`/export/checks.csv?targetId=${id}`);
    expect(header).toEqual(
      expect.arrayContaining(['at', 'slot', 'outcome', 'latencyMs', 'origin']),
    );
    expect(lines).toHaveLength(100);
    const slots = lines.map((line) => line[header.indexOf('slot')]);
    expect(slots).toEqual(slots.toSorted());
    const times = lines.flatMap((line) => line[header.indexOf('latencyMs')] || []).map(Number);
    expect(times.reduce((sum, ms) => sum + ms, 0) / times.length).toBe(50);
  });

  it('are cut to the time that is asked for, given as a day, an instant or milliseconds', async () => {
    const of = async (from: string): Promise<number> =>
      (await table(`/export/checks.csv?targetId=${id}&from=${from}`)).length - 1;
    expect(await of(ago(1_300).toISOString())).toBe(3);
    expect(await of(String(+ago(700)))).toBe(2);
    expect(await of('2020-01-01')).toBe(100);
    expect((await ask(`/export/checks.csv?targetId=${id}&from=yesterday`)).statusCode).toBe(400);
  });

  it('hold the numbers of each day', async () => {
    const [header = [], ...lines] = await table(`/export/daily.csv?targetId=${id}`);
    expect(header.slice(0, 2)).toEqual(['day', 'uptime']);
    const sum = lines.reduce((all, line) => all + Number(line[header.indexOf('checks')]), 0);
    expect(sum).toBe(100);
    expect(lines.length).toBeGreaterThanOrEqual(30);
  });

  it('hold alerts, and no name that a spreadsheet would carry out', async () => {
    for (const query of ['', `?targetId=${id}`]) {
      const { body } = await ask(`/export/alerts.csv${query}`);
      expect(body.split('\r\n')[1]).toContain('"\'=HYPERLINK(""http://evil.example"")"');
    }
    const old = await ask('/export/alerts.csv?from=2020-01-01&to=2020-02-01');
    expect(old.body.trimEnd().split('\r\n')).toHaveLength(1);
  });

  it.each(['checks', 'daily', 'alerts'])(
    'of %s refuse a target that is not there',
    async (name) => {
      expect((await ask(`/export/${name}.csv?targetId=${MISSING}`)).statusCode).toBe(404);
      if (name !== 'alerts') expect((await ask(`/export/${name}.csv`)).statusCode).toBe(400);
    },
  );
});
