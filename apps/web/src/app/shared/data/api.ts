import { Service } from '@angular/core';
import type { AppRouter } from '@app/router';
import {
  createTRPCClient,
  httpBatchStreamLink,
  httpSubscriptionLink,
  splitLink,
  type TRPCClient,
} from '@trpc/client';
import superjson from 'superjson';
import { newRequestId } from './request-id';

const URL_PATH = '/trpc';
/** The server refuses larger batches. */
const MAX_BATCH = 20;

export type ApiClient = TRPCClient<AppRouter>;

/** The one typed client of the server. */
@Service()
export class Api {
  readonly client: ApiClient = createTRPCClient<AppRouter>({
    links: [
      splitLink({
        condition: ({ type }) => type === 'subscription',
        true: httpSubscriptionLink({ url: URL_PATH, transformer: superjson }),
        false: httpBatchStreamLink({
          ...{ url: URL_PATH, transformer: superjson, maxItems: MAX_BATCH },
          headers: () => ({ 'x-request-id': newRequestId() }),
        }),
      }),
    ],
  });
}
