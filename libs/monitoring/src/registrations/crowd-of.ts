import { type Crowd, NO_CROWD, type Registration } from '@app/domain';
import type { Ports } from '../ports.ts';

/** The domains that share the server of a registration. */
export const crowdOf = async (
  { registrations }: Pick<Ports, 'registrations'>,
  { server, expiresAt }: Pick<Registration, 'server' | 'expiresAt'>,
): Promise<Crowd> => (server === null ? NO_CROWD : await registrations.crowdAt(server, expiresAt));
