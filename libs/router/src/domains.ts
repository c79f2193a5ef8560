import { ByDomain, ByTarget, RegistrationDetails, SetManualExpiry } from '@app/domain';
import {
  getRegistration,
  getRegistrationOfTarget,
  refreshRegistration,
  setManualExpiry,
} from '@app/monitoring';
import { procedure, router } from './trpc.ts';

export const domains = router({
  get: procedure
    .input(ByDomain)
    .output(RegistrationDetails)
    .query(({ ctx, input }) => getRegistration(ctx, input.name)),
  /** The domain that a target is on; says why when there is none. */
  ofTarget: procedure
    .input(ByTarget)
    .output(RegistrationDetails)
    .query(({ ctx, input }) => getRegistrationOfTarget(ctx, input.targetId)),
  /** Looks it up soon; at most once an hour. */
  refresh: procedure
    .input(ByDomain)
    .output(RegistrationDetails)
    .mutation(({ ctx, input }) => refreshRegistration(ctx, input.name)),
  setExpiry: procedure
    .input(SetManualExpiry)
    .output(RegistrationDetails)
    .mutation(({ ctx, input }) => setManualExpiry(ctx, input)),
});
