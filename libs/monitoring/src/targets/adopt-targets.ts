import type { AlertPorts } from '../alerts/apply-intents.ts';
import type { Ports } from '../ports.ts';

export declare function adoptTargets(ports: AlertPorts & Pick<Ports, 'domainOf'>): Promise<number>;
