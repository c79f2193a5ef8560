import type { Check, Failure, ProbeResult } from './schema.ts';

/** Code of a failure by which a site leads to where it must not lead. */
const DENIED = 'EGRESS_DENIED';

const wasDenied = (failure: Failure | null): boolean =>
  failure?.class === 'dns' && failure.code === DENIED;

/**
 * Whether a name that leads to a denied address now led to an allowed one before: a check reached an address that the
 * policy still allows, or was judged so already. `recent` are the newest checks since the url was set; when nothing but
 * the policy changed, the addresses of before are denied as well.
 */
export const ledElsewhere = (
  recent: readonly Pick<Check, 'kind' | 'address' | 'failure'>[],
  isAllowed: (address: string) => boolean,
): boolean =>
  recent.some(
    ({ kind, address, failure }) =>
      kind === 'http' && (wasDenied(failure) || (address !== null && isAllowed(address))),
  );

/** The result of a check whose name leads elsewhere than before, to an address that is never contacted: it failed. */
export const asChangedName = (result: ProbeResult): ProbeResult => ({
  ...result,
  outcome: 'failed',
  failure: {
    class: 'dns',
    code: DENIED,
    message:
      `The name leads elsewhere than before, to where no visitor gets: it was hijacked, diverted by a filter (sinkhole) or set up wrongly. ${result.failure?.message ?? ''}`.trim(),
  },
});
