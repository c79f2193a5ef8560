import { ExpiryChoices, ExpiryPage, ListExpiries } from '@app/domain';
import { listExpiries, listExpiryChoices } from '@app/monitoring';
import { procedure, router } from './trpc.ts';

export const expiry = router({
  list: procedure
    .input(ListExpiries.optional())
    .output(ExpiryPage)
    .query(({ ctx, input }) => listExpiries(ctx, input ?? {})),

  choices: procedure.output(ExpiryChoices).query(({ ctx }) => listExpiryChoices(ctx)),
});
