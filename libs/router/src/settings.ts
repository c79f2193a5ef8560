import { Settings, UpdateSettings } from '@app/domain';
import { getSettings, updateSettings } from '@app/monitoring';
import { procedure, router } from './trpc.ts';

export const settings = router({
  get: procedure.output(Settings).query(({ ctx }) => getSettings(ctx)),
  update: procedure
    .input(UpdateSettings)
    .output(Settings)
    .mutation(({ ctx, input }) => updateSettings(ctx, input)),
});
