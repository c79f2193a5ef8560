import { describe, expect, it, vi } from 'vitest';
import { openServer } from './support/open-server.ts';

const ok = { name: 'mongodb', status: 'ok', detail: 'MongoDB answers.' } as const;
const failing = { name: 'postgres', status: 'failing', detail: 'PostgreSQL is away.' } as const;

describe('/health/live', () => {
  it('answers without asking anything', async () => {
    const readiness = vi.fn(() => Promise.resolve([failing]));
    const { server } = await openServer({ readiness });
    const { statusCode, headers } = await server.inject('/health/live');
    expect(statusCode).toBe(200);
    expect(headers['cache-control']).toBe('no-store');
    expect(readiness).not.toHaveBeenCalled();
  });
});

describe('/health/ready', () => {
  it.each([
    [200, 'ok', [ok]],
    [503, 'failing', [ok, failing]],
    [200, 'degraded', [{ ...ok, status: 'degraded' } as const]],
  ])('answers %i when parts are %s', async (code, status, components) => {
    const { server } = await openServer({ readiness: () => Promise.resolve(components) });
    const answer = await server.inject('/health/ready');
    expect(answer.statusCode).toBe(code);
    expect(answer.json()).toEqual({ status, components });
  });
});

describe('/metrics', () => {
  it('are in the text format of Prometheus', async () => {
    const { server } = await openServer();
    const { headers, body } = await server.inject('/metrics');
    expect(headers['content-type']).toContain('text/plain');
    expect(body).toContain('process_resident_memory_bytes{process="api"}');
  });
});
