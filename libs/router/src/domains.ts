import { ByDomain, ByTarget, DomainDetails, TypeInExpiry } from '@app/domain';
import { getDomain, getDomainOfTarget, refreshDomain, typeInDomainExpiry } from '@app/monitoring';
import { procedure, router } from './trpc.ts';

export const domains = router({
  get: procedure
    .input(ByDomain)
    .output(DomainDetails)
    .query(({ ctx, input }) => getDomain(ctx.ports, input.name)),
  /** The domain that a target is on; says why when there is none. */
  ofTarget: procedure
    .input(ByTarget)
    .output(DomainDetails)
    .query(({ ctx, input }) => getDomainOfTarget(ctx.ports, input.targetId)),
  /** Looks it up soon; at most once an hour. */
  refresh: procedure
    .input(ByDomain)
    .output(DomainDetails)
    .mutation(({ ctx, input }) => refreshDomain(ctx.ports, input.name)),
  setExpiry: procedure
    .input(TypeInExpiry)
    .output(DomainDetails)
    .mutation(({ ctx, input }) => typeInDomainExpiry(ctx.ports, input)),
});
