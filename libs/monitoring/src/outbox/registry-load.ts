import { type Registration } from '@app/domain';
import { type RegistryLoad, NO_REGISTRY_LOAD } from '@app/domain/registration';
import type { Ports } from '../ports/index.ts';

/** The domains that share the server of a registration. */
export const registryLoadOf = async (
  { registrations }: Pick<Ports, 'registrations'>,
  { server, expiresAt }: Pick<Registration, 'server' | 'expiresAt'>,
): Promise<RegistryLoad> =>
  server === null ? NO_REGISTRY_LOAD : await registrations.crowdAt(server, expiresAt);
