import type { FastifyInstance, FastifyRequest } from 'fastify';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks, as `Identify` says; null where nobody was asked for. */
    principal: string | null;
  }
}

/**
 * Says who asks, before anything is done for a request; null for somebody without a name. Throws a `Refusal` with 401 for whoever may
 * not ask at all. This is what authentication adds (docs/authentication.md).
 */
export type Identify = (request: FastifyRequest) => string | null | Promise<string | null>;

/** Without authentication people are known by their address alone. */
export const nobodyByName: Identify = () => null;

/** Asks who sends each request, whatever it is for. */
export function identifyCallers(server: FastifyInstance, identify: Identify): void {
  server.decorateRequest('principal', null);
  server.addHook('onRequest', async (request) => {
    request.principal = await identify(request);
  });
}
