import type { ExpiryPage, ListExpiries } from '@app/domain';
import type { Ports } from '../ports.ts';

export type ExpiryPorts = Pick<Ports, 'targets' | 'registrations' | 'now'>;

export declare function listExpiries(ports: ExpiryPorts, query: ListExpiries): Promise<ExpiryPage>;
