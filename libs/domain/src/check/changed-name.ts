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
  recent: readonly Pick<Check, 'address' | 'failure'>[],
  isAllowed: (address: string) => boolean,
): boolean =>
  recent.some(
    ({ address, failure }) => wasDenied(failure) || (address !== null && isAllowed(address)),
  );

/** The result of a check whose name leads elsewhere than before, to an address that is never contacted: it failed. */
export function asChangedName(result: ProbeResult): ProbeResult {
  const fact = result.failure?.fact;
  const denial = fact?.is === 'egress' ? fact.denial : null;
  return {
    ...result,
    outcome: 'failed',
    failure: { class: 'dns', code: DENIED, fact: { is: 'egress-name', denial } },
  };
}
