import helmet from '@fastify/helmet';
import type { FastifyInstance } from 'fastify';

/** Half a year, as the HSTS preload list asks for at least. */
const HSTS_SECONDS = 15_552_000;

/** Headers that keep a browser from running, framing or leaking anything that is not ours. */
export async function addSecurityHeaders(
  server: FastifyInstance,
  { isTls }: { isTls: boolean },
): Promise<void> {
  await server.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        // Angular sets style attributes and adds style elements for its components.
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:'],
        connectSrc: ["'self'"],
        fontSrc: ["'self'"],
        manifestSrc: ["'self'"],
        // The page names its own base, which deep links need to find their scripts.
        baseUri: ["'self'"],
        formAction: ["'none'"],
        frameAncestors: ["'none'"],
        // Only Angular itself may turn text into markup or code.
        requireTrustedTypesFor: ["'script'"],
        trustedTypes: ['angular', 'angular#components', 'angular#bundler'],
      },
    },
    referrerPolicy: { policy: 'no-referrer' },
    strictTransportSecurity: isTls ? { maxAge: HSTS_SECONDS, includeSubDomains: false } : false,
  });
}
