import { SystemHealth, SystemQueues } from '@app/domain';
import { readQueues } from '@app/monitoring';
import { procedure, router } from './trpc.ts';

export const system = router({
  health: procedure.output(SystemHealth).query(({ ctx }) => ctx.health()),
  queues: procedure.output(SystemQueues).query(({ ctx }) => readQueues(ctx.ports)),
});
