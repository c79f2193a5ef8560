import { expect } from 'vitest';
import type { TestProduct } from './open-product.ts';
import { call, openServer, type RpcError } from './open-server.ts';

export type Json = Record<string, unknown>;

export interface TestClient {
  query: (path: string, input?: unknown) => Promise<Json>;
  mutate: (path: string, input?: unknown) => Promise<Json>;
  /** The error of a call; fails when it is accepted. */
  refused: (method: 'GET' | 'POST', path: string, input: unknown) => Promise<RpcError>;
}

/** A client of the product over HTTP, for one test. */
export async function openClient({ options }: TestProduct): Promise<TestClient> {
  const { server } = await openServer(options);
  const good = async (method: 'GET' | 'POST', path: string, input?: unknown): Promise<Json> => {
    const { status, data, error } = await call(server, method, path, input);
    expect(error, path).toBeNull();
    expect(status).toBe(200);
    return data as Json;
  };
  return {
    query: (path, input) => good('GET', path, input),
    mutate: (path, input) => good('POST', path, input),
    refused: async (method, path, input) => {
      const { error } = await call(server, method, path, input);
      if (!error) throw new Error(`${path} was accepted`);
      return error;
    },
  };
}

export const itemsOf = (page: Json): Json[] => page['items'] as Json[];
