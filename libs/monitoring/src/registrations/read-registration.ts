import type { DomainDetails } from '@app/domain';
import type { Ports } from '../ports.ts';

export type ReadRegistrationPorts = Pick<Ports, 'registrations' | 'targets' | 'domainOf' | 'now'>;

export declare function getDomain(
  ports: ReadRegistrationPorts,
  name: string,
): Promise<DomainDetails>;
export declare function getDomainOfTarget(
  ports: ReadRegistrationPorts,
  targetId: string,
): Promise<DomainDetails>;
