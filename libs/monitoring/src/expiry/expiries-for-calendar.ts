import type { ExpiryItem } from '@app/domain';
import type { ExpiryPorts } from './list-expiries.ts';

export declare function expiriesForCalendar(ports: ExpiryPorts): Promise<ExpiryItem[]>;
