import type { DomainDetails, TypeInExpiry } from '@app/domain';
import type { ReadRegistrationPorts } from './read-registration.ts';

export declare function typeInDomainExpiry(
  ports: ReadRegistrationPorts,
  input: TypeInExpiry,
): Promise<DomainDetails>;
