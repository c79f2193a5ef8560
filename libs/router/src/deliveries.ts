import {
  Delivery,
  DeliveryPage,
  DismissDeliveries,
  Dismissed,
  Id,
  ListDeliveries,
} from '@app/domain';
import { dismissDeliveries, listDeliveries, redriveDelivery } from '@app/monitoring';
import * as z from 'zod';
import { procedure, router } from './trpc.ts';

export const deliveries = router({
  list: procedure
    .input(ListDeliveries.optional())
    .output(DeliveryPage)
    .query(({ ctx, input }) => listDeliveries(ctx, input ?? {})),
  redrive: procedure
    .input(z.strictObject({ id: Id }))
    .output(Delivery)
    .mutation(({ ctx, input }) => redriveDelivery(ctx, input.id)),
  dismiss: procedure
    .input(DismissDeliveries)
    .output(Dismissed)
    .mutation(({ ctx, input }) => dismissDeliveries(ctx, input)),
});
