import { createHash } from 'node:crypto';
import { type Check, NO_PHASES } from '@app/domain';
import { targetRecord } from '@app/domain/testing';
import { newId } from '@app/persistence';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { itemsOf, type Json, openClient } from './support/open-client.ts';
import { openProduct, type TestProduct } from './support/open-product.ts';
import { openServer } from './support/open-server.ts';

const HOST = { host: '127.0.0.1:3000' };
const NOW = Date.now();
const ago = (seconds: number): Date => new Date(Math.floor(NOW / 1_000) * 1_000 - seconds * 1_000);
const DAY = 86_400;

let product: TestProduct;
const id = newId();
beforeAll(async () => {
  product = await openProduct();
  const { targets, alerts } = product.ports;
  const check = (slot: Date, outcome: Check['outcome']): Check => ({
    ...{ at: slot, slot, kind: 'http', origin: 'scheduled', confirmation: false, outcome },
    ...{ statusCode: 200, latencyMs: outcome === 'ok' ? 100 : null, phases: NO_PHASES },
    ...{ address: null, attempts: 1, failure: null },
  });
  await targets.insert(
    targetRecord({
      ...{ id, name: 'Shop <b>', urlKey: id, tags: ['prod'], createdAt: ago(40 * DAY) },
      state: { ...targetRecord().state, status: 'up', statusSince: ago(40 * DAY) },
      schedule: { dueAt: null, urgent: null, lease: null, silentAt: null },
      recent: [check(ago(7_200), 'failed'), check(ago(3_600), 'ok'), check(ago(1_800), 'ok')],
    }),
    { unique: true },
  );
  await alerts.insert({
    ...{ id: newId(), targetId: id, targetName: 'Shop <b>', domain: null, subject: id },
    ...{ kind: 'down', state: 'resolved', severity: 'critical' },
    cause: { is: 'text', text: 'Refused <i>.' },
    ...{ openedAt: ago(7_170), since: ago(7_200), endedAt: ago(3_600), resolvedAt: ago(3_600) },
    ...{ resolution: 'recovered', acknowledgedAt: null, acknowledgedNote: null },
    ...{ updatedAt: ago(3_600), announcements: [] },
  });
});
afterAll(() => product.stores.close());

describe('reports', () => {
  it('are made, listed, changed, sent and removed', async () => {
    const client = await openClient(product);
    const made = await client.mutate('reports.create', { name: 'Shop', tag: 'prod' });
    expect(made).toMatchObject({ every: 'month', slaTarget: 99.9, to: [], nextAt: null });
    expect(made).not.toHaveProperty('version');
    const reportId = made['id'];
    expect((await client.refused('POST', 'reports.send', { id: reportId })).data.code).toBe(
      'PRECONDITION_FAILED',
    );
    const neither = { id: reportId, tag: null };
    expect((await client.refused('POST', 'reports.update', neither)).data.field).toBe('tag');
    const changed = await client.mutate('reports.update', {
      ...{ id: reportId, to: ['client@example.org'], every: 'week' },
    });
    expect(changed['nextAt']).not.toBeNull();
    expect(await client.mutate('reports.send', { id: reportId })).toMatchObject({
      last: { state: 'sending' },
    });
    expect(itemsOf(await client.query('reports.list'))).toHaveLength(1);
    await client.mutate('reports.remove', { id: reportId });
    expect(itemsOf(await client.query('reports.list'))).toEqual([]);
    const gone = { id: reportId };
    for (const path of ['reports.preview'] as const) {
      expect((await client.refused('GET', path, gone)).data.code).toBe('NOT_FOUND');
    }
    const [entry] = itemsOf(await client.query('system.audit'));
    expect(entry).toMatchObject({ action: 'reports.remove', subject: { kind: 'report' } });
  });

  it('say the same as the pages: what was kept of what was promised, and what happened', async () => {
    const client = await openClient(product);
    const range = { from: ago(DAY).toISOString(), to: ago(0).toISOString() };
    const view = await client.query('reports.preview', {
      ...{ ...range, targetIds: [id], slaTarget: 99 },
    });
    const [target] = view['targets'] as Json[];
    const { windows } = (await client.query('stats.summary', { targetId: id })) as {
      windows: Record<string, Json>;
    };
    const { uptime, downSeconds, checks } = windows['24h'] ?? {};
    expect(target).toMatchObject({ name: 'Shop <b>', stats: { uptime, downSeconds, checks } });
    expect(downSeconds).toBe(3_600);
    expect(target?.['budget']).toMatchObject({
      ...{ isMet: false, allowedSeconds: 864, usedSeconds: 3_600, leftSeconds: -2_736 },
    });
    expect(target?.['outages']).toMatchObject([{ seconds: 3_600, reason: 'Refused <i>.' }]);
    const future = { tag: 'prod', from: Date.now() + 1e9, to: Date.now() + 2e9 };
    expect((await client.refused('GET', 'reports.preview', future)).data.field).toBe('from');
  });

  it('are pages that can be printed, and that run nothing', async () => {
    const client = await openClient(product);
    const { server } = await openServer(product.options);
    const { id: reportId } = await client.mutate('reports.create', {
      ...{ name: 'For <you>', tag: 'prod', footer: 'Us & co' },
    });
    for (const url of [
      `/report/${String(reportId)}`,
      `/report/${String(reportId)}?from=2026-01-01&to=2026-02-01`,
      `/report?tag=prod&from=${ago(DAY).toISOString()}&to=${ago(0).toISOString()}&slaTarget=99.9`,
      `/report?targetIds=${id}`,
    ]) {
      const { statusCode, headers, body } = await server.inject({ url, headers: HOST });
      expect(statusCode, url).toBe(200);
      expect(headers['cache-control']).toBe('no-store');
      const style = /<style>([\s\S]*?)<\/style>/.exec(body)?.[1] ?? '';
      const digest = createHash('sha256').update(style).digest('base64');
      expect(headers['content-security-policy']).toContain(`style-src 'sha256-${digest}'`);
      expect(body).toContain('Shop &lt;b&gt;');
      expect(body).not.toMatch(/<script|<b>|<i>|<you>/);
    }
    const day = `/report?tag=prod&from=${ago(DAY).toISOString()}&to=${ago(0).toISOString()}`;
    expect((await server.inject({ url: day, headers: HOST })).body).toContain('Refused &lt;i&gt;.');
  });

  it.each([
    ['/report', 400],
    ['/report/none', 400],
    [`/report/${'0'.repeat(24)}`, 404],
    ['/report?tag=prod&from=2026-01-01', 400],
    ['/report?tag=prod&from=x&to=y', 400],
  ])('are refused as %s with %i', async (url, status) => {
    const { server } = await openServer(product.options);
    const headers = { ...HOST, accept: 'text/html' };
    expect((await server.inject({ url, headers })).statusCode).toBe(status);
  });
});
