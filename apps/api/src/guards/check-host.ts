import type { FastifyInstance } from 'fastify';
import { createHostTest, type HostRules } from './host-rules.ts';
import { Refusal } from './refusal.ts';

/**
 * Probes and metrics are asked under names of containers, and tell nothing that needs protection; status pages are for everybody,
 * and may have names of their own.
 */
const OPEN_PATHS = /^\/(?:health\/|status\/|metrics(?:$|\?))/;

/** Refuses requests under names that are not ours. */
export function checkHost(server: FastifyInstance, rules: HostRules): void {
  const isOurs = createHostTest(rules);
  server.addHook('onRequest', async ({ headers, raw }) => {
    if (OPEN_PATHS.test(raw.url ?? '') || isOurs(headers.host)) return;
    throw new Refusal(
      421,
      'This server does not answer under that host name. Set PUBLIC_URL to the address that people use.',
    );
  });
}
