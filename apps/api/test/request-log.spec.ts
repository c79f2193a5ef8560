import { createMetrics } from '@app/platform';
import { describe, expect, it } from 'vitest';
import { openServer } from './support/open-server.ts';

async function open() {
  const lines: Record<string, unknown>[] = [];
  const access = { info: (line: object) => void lines.push({ ...line }) };
  const metrics = createMetrics('api');
  const { server } = await openServer({ access, metrics });
  const ask = (url: string, more: object = {}) =>
    server.inject({
      url,
      headers: { host: '127.0.0.1:3000' },
      remoteAddress: '127.0.0.1',
      ...more,
    });
  return { ask, lines, metrics };
}

describe('the log of requests', () => {
  it('has a line for each, with route, status, time, id and caller', async () => {
    const { ask, lines } = await open();
    const { headers } = await ask('/health/live?token=canary');
    expect(lines).toEqual([
      {
        requestId: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
        caller: '127.0.0.1',
        method: 'GET',
        route: '/health/live',
        status: 200,
        ms: expect.any(Number) as number,
      },
    ]);
    expect(headers['x-request-id']).toBe(lines[0]?.['requestId']);
  });

  it('names the network of a caller as limits do, and calls without what was sent', async () => {
    const { ask, lines } = await open();
    await ask('/trpc/system.health,canary.none?batch=1&input=canary', {
      remoteAddress: '2001:db8:1:2:3::4',
    });
    expect(lines[0]).toMatchObject({
      caller: '2001:db8:1:2::/64',
      route: '/trpc/:path',
      calls: 'system.health,canary.none',
    });
    expect(JSON.stringify(lines)).not.toContain('input');
  });

  it('has what was refused, and what does not exist', async () => {
    const { ask, lines } = await open();
    await ask('/calendar.ics', { headers: { host: 'evil.example' } });
    await ask('/nowhere/canary', { method: 'DELETE' });
    expect(lines.map(({ status }) => status)).toEqual([421, 404]);
    expect(JSON.stringify(lines)).not.toContain('canary');
  });

  it('takes the id that a page gave its request, and no other text', async () => {
    const { ask, lines } = await open();
    const id = '0f9e0c6a-1111-4222-8333-123456789abc';
    for (const sent of [id, 'a\u001b[31m', 'x'.repeat(5_000)]) {
      await ask('/health/live', { headers: { host: '127.0.0.1:3000', 'x-request-id': sent } });
    }
    const ids = lines.map(({ requestId }) => String(requestId));
    expect(ids[0]).toBe(id);
    for (const other of ids.slice(1)) expect(other).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('counts by route, whatever is asked for', async () => {
    const { ask, metrics } = await open();
    for (let i = 0; i < 20; i++) await ask(`/trpc/none${i}`);
    const text = await metrics.render();
    const series = text.match(/^netumo_http_requests_total\{.*/gm) ?? [];
    expect(series).toHaveLength(1);
    expect(series[0]).toContain('route="/trpc/:path"');
    expect(text).toContain(
      'netumo_http_request_seconds_count{process="api",route="/trpc/:path"} 20',
    );
  });
});
