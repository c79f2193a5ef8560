import {
  DeadLetter,
  DeadLetterId,
  DeadLetterPage,
  ListDeadLetters,
  RdapListReport,
  SystemHealth,
  SystemLimits,
  SystemQueues,
} from '@app/domain';
import {
  listAudit,
  listDeadLetters,
  readQueues,
  readRdapList,
  redriveDeadLetter,
} from '@app/monitoring';
import { AuditPage, ListAudit } from '@app/domain/audit';
import * as z from 'zod';
import { procedure, router } from './trpc.ts';

export const system = router({
  health: procedure.output(SystemHealth).query(({ ctx }) => ctx.health()),
  queues: procedure.output(SystemQueues).query(({ ctx }) => readQueues(ctx)),
  /** How often one caller may call, and who is being refused. */
  limits: procedure.output(SystemLimits).query(({ ctx }) => ctx.limits.describe()),
  /** Who changed what, the newest first. */
  audit: procedure
    .input(ListAudit.optional())
    .output(AuditPage)
    .query(({ ctx, input }) => listAudit(ctx, input ?? {})),
  /** Which list of RDAP services is in use, and how old it is. */
  rdapList: procedure.output(RdapListReport).query(({ ctx }) => readRdapList(ctx)),
  deadLetters: procedure
    .input(ListDeadLetters.optional())
    .output(DeadLetterPage)
    .query(({ ctx, input }) => listDeadLetters(ctx, input ?? {})),
  redriveDeadLetter: procedure
    .input(z.strictObject({ id: DeadLetterId }))
    .output(DeadLetter)
    .mutation(({ ctx, input }) => redriveDeadLetter(ctx, input.id)),
});
