import {
  DeadLetter,
  DeadLetterId,
  DeadLetterPage,
  ListDeadLetters,
  SystemHealth,
  SystemQueues,
} from '@app/domain';
import { listDeadLetters, readQueues, redriveDeadLetter } from '@app/monitoring';
import * as z from 'zod';
import { procedure, router } from './trpc.ts';

export const system = router({
  health: procedure.output(SystemHealth).query(({ ctx }) => ctx.health()),
  queues: procedure.output(SystemQueues).query(({ ctx }) => readQueues(ctx.ports)),
  deadLetters: procedure
    .input(ListDeadLetters.optional())
    .output(DeadLetterPage)
    .query(({ ctx, input }) => listDeadLetters(ctx.ports, input ?? {})),
  redriveDeadLetter: procedure
    .input(z.strictObject({ id: DeadLetterId }))
    .output(DeadLetter)
    .mutation(({ ctx, input }) => redriveDeadLetter(ctx.ports, input.id)),
});
