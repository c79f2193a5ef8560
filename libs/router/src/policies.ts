import { Policies, UpdatePolicies } from '@app/domain/alerting';
import { getPolicies, updatePolicies } from '@app/monitoring';
import { procedure, router } from './trpc.ts';

export const policies = router({
  get: procedure.output(Policies).query(({ ctx }) => getPolicies(ctx)),
  update: procedure
    .input(UpdatePolicies)
    .output(Policies)
    .mutation(({ ctx, input }) => updatePolicies(ctx, input)),
});
