import {
  AcknowledgeAlert,
  Alert,
  AlertPage,
  AlertWithDeliveries,
  Id,
  ListAlerts,
} from '@app/domain';
import { acknowledgeAlert, getAlert, listAlerts, unacknowledgeAlert } from '@app/monitoring';
import * as z from 'zod';
import { procedure, router } from './trpc.ts';

export const alerts = router({
  list: procedure
    .input(ListAlerts.optional())
    .output(AlertPage)
    .query(({ ctx, input }) => listAlerts(ctx, input ?? {})),
  get: procedure
    .input(z.strictObject({ id: Id }))
    .output(AlertWithDeliveries)
    .query(({ ctx, input }) => getAlert(ctx, input.id)),
  acknowledge: procedure
    .input(AcknowledgeAlert)
    .output(Alert)
    .mutation(({ ctx, input }) => acknowledgeAlert(ctx, input)),
  unacknowledge: procedure
    .input(z.strictObject({ id: Id }))
    .output(Alert)
    .mutation(({ ctx, input }) => unacknowledgeAlert(ctx, input.id)),
});
