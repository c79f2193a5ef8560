import { SystemHealth } from '@app/domain';
import { procedure, router } from './trpc.ts';

export const system = router({
  health: procedure.output(SystemHealth).query(({ ctx }) => ctx.health()),
});
