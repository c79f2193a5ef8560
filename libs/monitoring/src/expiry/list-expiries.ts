import type { ExpiryPage, ListExpiries } from '@app/domain';
import type { Ports } from '../ports.ts';

export declare function listExpiries(
  ports: Pick<Ports, 'targets' | 'registrations' | 'now'>,
  query: ListExpiries,
): Promise<ExpiryPage>;
