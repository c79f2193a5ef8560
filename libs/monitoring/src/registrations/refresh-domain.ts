import type { DomainDetails } from '@app/domain';
import type { ReadRegistrationPorts } from './read-registration.ts';

export declare function refreshDomain(
  ports: ReadRegistrationPorts,
  name: string,
): Promise<DomainDetails>;
