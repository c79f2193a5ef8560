import type { TRPCError } from '@trpc/server';
import { describe, expect, it } from 'vitest';
import { CALLS } from './calls.ts';
import { CHANGES } from './changes.ts';
import type { RequestContext } from './context.ts';
import { createCaller } from './index.ts';

/** Whatever is touched fails: nothing is counted, noted, read or stored. */
const untouchable = (what: string): never =>
  new Proxy({} as never, {
    get: (_, name) => {
      throw new Error(`${what}.${String(name)} was used`);
    },
  });

const context = {
  ports: untouchable('ports'),
  limits: untouchable('limits'),
  audit: untouchable('audit'),
  actor: { kind: 'person', address: '127.0.0.1' },
  requestId: 'r',
  isOutage: () => false,
  isReadOnly: true,
} as unknown as RequestContext;

const caller = createCaller(context) as unknown as Record<
  string,
  Record<string, (input: unknown) => Promise<unknown>>
>;

const call = async (path: string): Promise<unknown> => {
  const [area = '', name = ''] = path.split('.');
  return await caller[area]?.[name]?.({}).catch((error: unknown) => error);
};

const MUTATIONS = Object.keys(CHANGES).filter((path) => !path.startsWith('/'));

describe('a server that only reads', () => {
  it.each(MUTATIONS)('refuses %s before anything is done for it', async (path) => {
    const error = (await call(path)) as TRPCError;
    expect(error).toMatchObject({ code: 'PRECONDITION_FAILED', cause: { reason: 'READ_ONLY' } });
    expect(error.message).toContain('only reads');
  });

  it('lets every other call through', async () => {
    const queries = Object.keys(CALLS).filter(
      (path) => path.includes('.') && !path.startsWith('/') && !MUTATIONS.includes(path),
    );
    expect(queries.length).toBeGreaterThan(20);
    for (const path of queries.filter((one) => one !== 'live.events')) {
      expect(String(await call(path)), path).not.toContain('only reads');
    }
  });
});
