import { createTRPCClient, httpLink, type TRPCClient } from '@trpc/client';
import type { AppRouter } from '@app/router';
import superjson from 'superjson';

export type ApiClient = TRPCClient<AppRouter>;

/** A typed client of the public contract; `base` is an address such as `http://127.0.0.1:3000`. */
export function createApiClient(base: string): ApiClient {
  return createTRPCClient<AppRouter>({
    links: [httpLink({ url: `${base}/trpc`, transformer: superjson })],
  });
}
