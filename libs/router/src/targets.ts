import {
  BulkReport,
  BulkTargets,
  CertificateDetails,
  CreateTarget,
  Id,
  ImportReport,
  ImportTargets,
  ListTargets,
  ManyTargets,
  OrderTargets,
  ProbeView,
  ProbeTarget,
  TagList,
  Target,
  TargetItems,
  TargetOrder,
  TargetPage,
  UpdateTarget,
} from '@app/domain';
import {
  bulkTargets,
  checkNow,
  createTarget,
  getCertificate,
  getTarget,
  importTargets,
  listTags,
  listTargets,
  manyTargets,
  orderTargets,
  pauseTarget,
  probeTarget,
  removeTarget,
  resumeTarget,
  updateTarget,
} from '@app/monitoring';
import * as z from 'zod';
import { procedure, router } from './trpc.ts';

const ById = z.strictObject({ id: Id });

export const targets = router({
  list: procedure
    .input(ListTargets.optional())
    .output(TargetPage)
    .query(({ ctx, input }) => listTargets(ctx, input ?? {})),
  /** The ids of everything that `list` would give. */
  order: procedure
    .input(OrderTargets.optional())
    .output(TargetOrder)
    .query(({ ctx, input }) => orderTargets(ctx, input ?? {})),
  many: procedure
    .input(ManyTargets)
    .output(TargetItems)
    .query(({ ctx, input }) => manyTargets(ctx, input.ids)),
  tags: procedure.output(TagList).query(({ ctx }) => listTags(ctx)),
  get: procedure
    .input(ById)
    .output(Target)
    .query(({ ctx, input }) => getTarget(ctx, input.id)),
  certificate: procedure
    .input(ById)
    .output(CertificateDetails)
    .query(({ ctx, input }) => getCertificate(ctx, input.id)),
  create: procedure
    .input(CreateTarget)
    .output(Target)
    .mutation(({ ctx, input }) => createTarget(ctx, input)),
  update: procedure
    .input(UpdateTarget)
    .output(Target)
    .mutation(({ ctx, input }) => updateTarget(ctx, input)),
  remove: procedure
    .input(ById)
    .output(Target)
    .mutation(({ ctx, input }) => removeTarget(ctx, input.id)),
  pause: procedure
    .input(ById)
    .output(Target)
    .mutation(({ ctx, input }) => pauseTarget(ctx, input.id)),
  resume: procedure
    .input(ById)
    .output(Target)
    .mutation(({ ctx, input }) => resumeTarget(ctx, input.id)),
  checkNow: procedure
    .input(ById)
    .output(Target)
    .mutation(({ ctx, input }) => checkNow(ctx, input.id)),
  bulk: procedure
    .input(BulkTargets)
    .output(BulkReport)
    .mutation(({ ctx, input }) => bulkTargets(ctx, input, ctx.audit)),
  import: procedure
    .input(ImportTargets)
    .output(ImportReport)
    .mutation(({ ctx, input }) => importTargets(ctx, input)),
  // A mutation although it stores nothing: it makes the server connect to a url of the caller's choice.
  probe: procedure
    .input(ProbeTarget)
    .output(ProbeView)
    .mutation(({ ctx, input }) => probeTarget(ctx, input)),
});
