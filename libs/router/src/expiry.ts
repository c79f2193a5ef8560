import { ExpiryPage, ListExpiries } from '@app/domain';
import { listExpiries } from '@app/monitoring';
import { procedure, router } from './trpc.ts';

export const expiry = router({
  list: procedure
    .input(ListExpiries.optional())
    .output(ExpiryPage)
    .query(({ ctx, input }) => listExpiries(ctx.ports, input ?? {})),
});
