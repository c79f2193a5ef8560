import type { DomainProbe } from '@app/domain';
import type { AlertPorts } from '../alerts/apply-intents.ts';
import type { RegistrationRecord } from '../records.ts';

export type LookUpDomainPorts = AlertPorts & { lookUpDomain: DomainProbe };

export declare function lookUpDomain(
  ports: LookUpDomainPorts,
  claimed: RegistrationRecord,
  signal: AbortSignal,
): Promise<void>;
