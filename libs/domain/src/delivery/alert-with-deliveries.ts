import * as z from 'zod';
import { Alert, goneTargetIds } from '../alert/schema.ts';
import { Delivery } from './schema.ts';

export const AlertWithDeliveries = Alert.extend({ deliveries: z.array(Delivery), goneTargetIds });

export type AlertWithDeliveries = z.infer<typeof AlertWithDeliveries>;
