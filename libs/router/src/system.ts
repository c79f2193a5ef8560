import {
  DeadLetter,
  DeadLetterId,
  DeadLetterPage,
  ListDeadLetters,
  RdapListReport,
  SystemHealth,
  SystemQueues,
} from '@app/domain';
import { SystemLimits } from '@app/domain/limits';
import { AuditPage, ListAudit } from '@app/domain/audit';
import { SystemStorage } from '@app/domain/storage';
import { SystemBackups, SystemUpkeep } from '@app/domain/backups';
import {
  listAudit,
  listDeadLetters,
  readBackups,
  readQueues,
  readRdapList,
  readStorage,
  readUpkeep,
  redriveDeadLetter,
  requestUpkeep,
} from '@app/monitoring';
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
  /** What the document store takes, how it grows, and how long its disk lasts. */
  storage: procedure.output(SystemStorage).query(({ ctx }) => readStorage(ctx)),
  /** Which backups there are, and whether they can be restored. */
  backups: procedure.output(SystemBackups).query(({ ctx }) => readBackups(ctx)),
  /** The work that keeps the installation in order: what came of it, and when it is due. */
  upkeep: procedure.output(SystemUpkeep).query(({ ctx }) => readUpkeep(ctx)),
  /** Has a worker make a backup now. */
  runBackup: procedure.output(SystemBackups).mutation(({ ctx }) => requestUpkeep(ctx, 'backup')),
  /** Has a worker restore the newest backup into a scratch database and compare. */
  restoreDrill: procedure
    .output(SystemBackups)
    .mutation(({ ctx }) => requestUpkeep(ctx, 'restore-drill')),
  deadLetters: procedure
    .input(ListDeadLetters.optional())
    .output(DeadLetterPage)
    .query(({ ctx, input }) => listDeadLetters(ctx, input ?? {})),
  redriveDeadLetter: procedure
    .input(z.strictObject({ id: DeadLetterId }))
    .output(DeadLetter)
    .mutation(({ ctx, input }) => redriveDeadLetter(ctx, input.id)),
});
