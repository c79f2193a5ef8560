import { createEgressGuard, type EgressGuard, type Resolver } from '@app/platform';

/**
 * The guard of connections to mail servers and providers, which the operator names and which may be anywhere. Through it
 * their names are resolved as all others are: a name that is never answered holds up nobody.
 */
export const createMailGuard = (resolver?: Resolver): EgressGuard => {
  const policy = { mode: 'allow-private' as const, allow: [], own: [] };
  return createEgressGuard(resolver ? { policy, resolver } : { policy });
};
