import { Id } from '@app/domain';
import { CreateMute, Mute, MuteList } from '@app/domain/alerting';
import { createMute, listMutes, removeMute } from '@app/monitoring';
import * as z from 'zod';
import { procedure, router } from './trpc.ts';

export const mutes = router({
  list: procedure.output(MuteList).query(({ ctx }) => listMutes(ctx)),
  create: procedure
    .input(CreateMute)
    .output(Mute)
    .mutation(({ ctx, input }) => createMute(ctx, input)),
  remove: procedure
    .input(z.strictObject({ id: Id }))
    .output(Mute)
    .mutation(({ ctx, input }) => removeMute(ctx, input.id)),
});
