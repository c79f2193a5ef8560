import { Id } from '@app/domain';
import {
  CreateMaintenance,
  Maintenance,
  MaintenanceList,
  UpdateMaintenance,
} from '@app/domain/alerting';
import {
  createMaintenance,
  listMaintenance,
  removeMaintenance,
  updateMaintenance,
} from '@app/monitoring';
import * as z from 'zod';
import { procedure, router } from './trpc.ts';

export const maintenance = router({
  list: procedure.output(MaintenanceList).query(({ ctx }) => listMaintenance(ctx)),
  create: procedure
    .input(CreateMaintenance)
    .output(Maintenance)
    .mutation(({ ctx, input }) => createMaintenance(ctx, input)),
  update: procedure
    .input(UpdateMaintenance)
    .output(Maintenance)
    .mutation(({ ctx, input }) => updateMaintenance(ctx, input)),
  remove: procedure
    .input(z.strictObject({ id: Id }))
    .output(Maintenance)
    .mutation(({ ctx, input }) => removeMaintenance(ctx, input.id)),
});
