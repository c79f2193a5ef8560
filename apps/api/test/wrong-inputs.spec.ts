import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openClient, type TestClient } from './support/open-client.ts';
import { openProduct, type TestProduct } from './support/open-product.ts';

let product: TestProduct;
let client: TestClient;
beforeAll(async () => {
  product = await openProduct();
});
afterAll(() => product.stores.close());
beforeEach(async () => {
  client = await openClient(product);
});

const UNKNOWN = '0123456789abcdef01234567';

describe('wrong urls', () => {
  it.each([
    ['', 'EMPTY'],
    [' ', 'EMPTY'],
    ['not a url', null],
    ['ftp://example.org', 'SCHEME'],
    ['javascript:alert(1)', 'SCHEME'],
    ['http://', 'INVALID_URL'],
    ['http://exa mple.org', 'FORBIDDEN_CHAR'],
    ['http://user:pw@example.org/', 'USERINFO'],
    ['http://[::1', 'INVALID_URL'],
    ['http://169.254.169.254/latest/meta-data', 'EGRESS_NEVER'],
    ['http://0.0.0.0/', 'EGRESS_NEVER'],
    [`http://example.org/${'a'.repeat(9_000)}`, 'TOO_LONG'],
    ['http://example.org:99999/', null],
  ])('%s is refused with its reason, for creating and for probing', async (url, reason) => {
    for (const path of ['targets.create', 'targets.probe']) {
      const { data, message } = await client.refused('POST', path, { url });
      expect(data).toMatchObject({ code: 'BAD_REQUEST', httpStatus: 400, field: 'url' });
      if (reason) expect(data.reason).toBe(reason);
      expect(data.issues).toEqual([{ path: 'url', message }]);
    }
  });
});

describe('wrong inputs', () => {
  const url = 'http://127.0.0.1:8080/';
  it.each([
    ['url', { url: 5 }],
    ['url', { url: [url] }],
    ['url', {}],
    ['intervalSeconds', { url, intervalSeconds: 1 }],
    ['intervalSeconds', { url, intervalSeconds: '60' }],
    ['intervalSeconds', { url, intervalSeconds: 1e12 }],
    ['intervalSeconds', { url, intervalSeconds: null }],
    ['thresholds.failuresToDown', { url, thresholds: { failuresToDown: 0 } }],
    ['thresholds.certificateDays', { url, thresholds: { certificateDays: 366 } }],
    ['expect.status', { url, expect: { status: '999-1' } }],
    ['tags.0', { url, tags: [{}] }],
    ['request.method', { url, request: { method: 'BREW' } }],
    ['request.method', { url, request: { method: 'GET\r\nX: y' } }],
    ['request.timeoutMs', { url, request: { timeoutMs: 1.5 } }],
    ['alerting.channelIds', { url, alerting: { channelIds: [UNKNOWN] } }],
    ['', { url, surprise: true }],
    ['', 'text'],
    ['', null],
  ])('name the field %s: %j', async (field, input) => {
    const before = (await client.query('targets.list'))['counts'];
    const { data, message } = await client.refused('POST', 'targets.create', input);
    expect(data.code).toBe('BAD_REQUEST');
    expect(data.issues.map(({ path }) => path).join()).toContain(field);
    expect(message).not.toMatch(/[{}]/);
    expect((await client.query('targets.list'))['counts']).toEqual(before);
  });

  it('name a header that cannot be', async () => {
    const { data } = await client.refused('POST', 'targets.create', {
      url,
      request: { headers: { 'bad header': 'x' } },
    });
    expect(data.field).toContain('request.headers');
  });

  it.each([
    ['GET', 'targets.get'],
    ['GET', 'alerts.get'],
    ['POST', 'targets.remove'],
    ['POST', 'targets.pause'],
    ['POST', 'targets.checkNow'],
    ['POST', 'alerts.acknowledge'],
    ['POST', 'channels.remove'],
    ['POST', 'channels.test'],
    ['POST', 'deliveries.redrive'],
  ] as const)('%s %s knows neither unknown ids nor nonsense', async (method, path) => {
    expect((await client.refused(method, path, { id: UNKNOWN })).data.code).toBe('NOT_FOUND');
    for (const id of ['nonsense', { $gt: '' }, null, 7, 'z'.repeat(24), [UNKNOWN, UNKNOWN]]) {
      expect((await client.refused(method, path, { id })).data.code).toBe('BAD_REQUEST');
    }
  });

  it.each([
    ['targets.list', { limit: -1 }],
    ['targets.list', { cursor: 'nonsense' }],
    ['targets.list', { filter: { $where: 'sleep(5000)' } }],
    ['alerts.list', { cursor: '../../etc' }],
    ['checks.history', { targetId: UNKNOWN, from: 0, to: 100 * 365 * 86_400_000 }],
    ['checks.history', { targetId: UNKNOWN, from: 5, to: 4 }],
    ['checks.history', { targetId: UNKNOWN, from: 'yesterday', to: 5 }],
  ])('of %s are refused: %j', async (path, input) => {
    expect((await client.refused('GET', path, input)).data.code).toBe('BAD_REQUEST');
  });
});
