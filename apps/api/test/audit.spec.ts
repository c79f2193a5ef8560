import { AuditChainCheck } from '@app/domain/audit';
import { auditLinks, systemContext } from '@app/monitoring';
import { auditHash } from '@app/persistence';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { openProduct, type TestProduct } from './support/open-product.ts';
import { itemsOf, type Json, openClient, type TestClient } from './support/open-client.ts';
import { call, openServer } from './support/open-server.ts';

let product: TestProduct;
let client: TestClient;

beforeAll(async () => {
  product = await openProduct();
});
afterAll(() => product.stores.close());
beforeEach(async () => {
  client = await openClient(product);
});

const newest = async (count = 1): Promise<Json[]> =>
  itemsOf(await client.query('system.audit', { limit: count }));

const total = async (): Promise<number> => Number((await newest())[0]?.['number'] ?? 0);

const aTarget = (change: Json = {}): Promise<Json> =>
  client.mutate('targets.create', {
    url: `https://${crypto.randomUUID()}.example/`,
    name: 'Shop',
    ...change,
  });

describe('the audit log', () => {
  it('says who changed what, from what to what', async () => {
    const { id } = await aTarget({ request: { headers: { Authorization: 'Bearer canary' } } });
    await client.mutate('targets.update', { id, name: 'Store', tags: ['a'] });
    await client.mutate('targets.update', {
      id,
      request: { headers: { Authorization: 'Bearer canary-2' } },
    });
    await client.mutate('targets.pause', { id });
    await client.mutate('targets.remove', { id });
    const entries = await newest(5);
    expect(entries.map(({ action }) => action)).toEqual([
      'targets.remove',
      'targets.pause',
      'targets.update',
      'targets.update',
      'targets.create',
    ]);
    for (const entry of entries) {
      expect(entry).toMatchObject({
        actor: { kind: 'person', address: '127.0.0.1' },
        requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
        subject: { kind: 'target', id },
        outcome: 'done',
        code: null,
        cut: false,
      });
    }
    const [removed, paused, secret, renamed, created] = entries;
    expect(created).toMatchObject({
      before: null,
      after: { name: 'Shop', 'request.headers.Authorization': '••••', pausedAt: null },
    });
    expect(renamed).toMatchObject({
      before: { name: 'Shop', tags: [] },
      after: { name: 'Store', tags: ['a'] },
      subject: { name: 'Store' },
    });
    expect(secret).toMatchObject({
      before: { 'request.headers.Authorization': '••••' },
      after: { 'request.headers.Authorization': '••••' },
    });
    expect(paused?.['after']).toEqual({ pausedAt: expect.any(String) });
    expect(removed).toMatchObject({ before: { name: 'Store' }, after: null });
    expect(JSON.stringify(entries)).not.toContain('canary');
  });

  it('shows channels without their secrets, and settings by what changed', async () => {
    const url = 'https://hooks.slack.com/services/T0/B0/canarycanarycanary';
    const channel = await client.mutate('channels.create', {
      kind: 'slack',
      name: 'Ops',
      config: { url },
    });
    await client.mutate('channels.update', {
      id: channel['id'],
      config: { url: `${url.slice(0, -6)}other1` },
    });
    await client.mutate('settings.update', { retention: { checkDays: 40 } });
    await client.mutate('policies.update', { defaults: { reminderMinutes: 30 } }).catch(() => null);
    const entries = await newest(8);
    const of = (action: string) => entries.find((entry) => entry['action'] === action);
    expect(of('channels.create')).toMatchObject({ after: { name: 'Ops', enabled: true } });
    expect(of('channels.update')?.['after']).toEqual({
      'config.url': expect.stringContaining('••••'),
    });
    expect(of('settings.update')).toMatchObject({
      before: { 'retention.checkDays': 35 },
      after: { 'retention.checkDays': 40 },
      subject: { kind: 'settings', id: null },
    });
    expect(JSON.stringify(entries)).not.toContain('canary');
  });

  it('keeps nothing of what changed nothing, and no url that was only probed', async () => {
    const before = await total();
    await client.refused('POST', 'targets.update', { id: 'a'.repeat(24), name: 'x' });
    await client.refused('POST', 'targets.create', { url: 'https://eve:canary@example.org/' });
    expect(await total()).toBe(before);
    expect(await product.ports.audit.unfinished(new Date(8.64e15), 10)).toEqual([]);
  });

  it('says so where a change failed by a fault of ours', async () => {
    const { id } = await aTarget();
    const { change } = product.ports.targets;
    const { server } = await openServer({
      ...product.options,
      services: {
        ...product.options.services,
        ports: {
          ...product.ports,
          targets: {
            ...product.ports.targets,
            change: () => Promise.reject(new Error('unforeseen')),
          },
        },
      },
    });
    expect((await call(server, 'POST', 'targets.pause', { id })).status).toBe(500);
    expect((await newest())[0]).toMatchObject({
      action: 'targets.pause',
      outcome: 'failed',
      code: 'INTERNAL_SERVER_ERROR',
    });
    expect(change).toBeTypeOf('function');
  });

  it('keeps nobody from taking an alert on where it cannot be written', async () => {
    const at = new Date();
    const id = product.ports.newId();
    await product.ports.alerts.insert({
      ...{ id, targetId: null, subject: id, targetName: 'Shop', domain: null, kind: 'down' },
      ...{ state: 'open', severity: 'critical', cause: { is: 'failed-check' } },
      ...{ openedAt: at, since: at, resolvedAt: null, resolution: null, endedAt: null },
      ...{ acknowledgedAt: null, acknowledgedNote: null, updatedAt: at, announcements: [] },
    });
    const { id: target } = await aTarget();
    const full = () => Promise.reject(new Error('no space left'));
    const begin = vi.spyOn(product.ports.audit, 'begin').mockImplementation(full);
    const append = vi.spyOn(product.ports.audit, 'append').mockImplementation(full);
    const told = vi.spyOn(product.ports.log, 'error');
    onTestFinished(() => [begin, append, told].forEach((spy) => spy.mockRestore()));
    const { server } = await openServer(product.options);
    const pausing = await call(server, 'POST', 'targets.pause', { id: target });
    expect(pausing.status).toBe(500);
    expect(told).not.toHaveBeenCalled();
    const taking = await call(server, 'POST', 'alerts.acknowledge', { id, note: 'on it' });
    expect(taking.status).toBe(200);
    expect(await product.ports.alerts.get(id)).toMatchObject({ acknowledgedNote: 'on it' });
    expect(told.mock.calls[0]?.[0]).toMatchObject({
      call: { action: 'alerts.acknowledge', actor: { address: '127.0.0.1' }, subject: { id } },
    });
    append.mockRestore();
    expect((await call(server, 'POST', 'alerts.unacknowledge', { id })).status).toBe(200);
    expect((await newest())[0]).toMatchObject({ action: 'alerts.unacknowledge', outcome: 'done' });
  });

  it('is whole in its table, also where a change says a lot', async () => {
    const headers = Object.fromEntries(
      Array.from({ length: 20 }, (_, i) => [`X-${i}`, 'a'.repeat(60)]),
    );
    await aTarget({ request: { headers } });
    const { after } = (await newest())[0] ?? {};
    const { server } = await openServer(product.options);
    const { body } = await server.inject({
      url: '/export/audit.csv',
      headers: { host: '127.0.0.1:3000' },
    });
    const line = body.trim().split('\r\n').at(-1) ?? '';
    const json = /"(\{(?:[^"]|"")*\})"/.exec(line)?.[1]?.replaceAll('""', '"') ?? '';
    expect(JSON.parse(json)).toEqual(after);
  });

  it('can be read as a table, and is one whole chain', async () => {
    await aTarget({ name: '=1+1' });
    const { server } = await openServer(product.options);
    const { statusCode, headers, body } = await server.inject({
      url: '/export/audit.csv',
      headers: { host: '127.0.0.1:3000' },
    });
    expect(statusCode).toBe(200);
    expect(headers['content-type']).toContain('text/csv');
    const lines = body.trim().split('\r\n');
    expect(lines[0]).toBe(
      'number,at,actor,principal,requestId,action,subjectKind,subjectId,subjectName,outcome,code,before,after,hash',
    );
    expect(lines).toHaveLength(1 + (await total()));
    const check = new AuditChainCheck(auditHash);
    for await (const some of auditLinks(systemContext(product.ports))) {
      for (const link of some) check.add(link);
    }
    expect(check.report().faults).toEqual([]);
  });
});
