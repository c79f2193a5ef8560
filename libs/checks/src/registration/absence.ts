import type { RegistrationAnswer } from '@app/domain';
import type { DelegationProbe } from './delegation.ts';

type Absence = Extract<RegistrationAnswer, { outcome: 'not-found' }>;

/**
 * Looks for another witness of an absence in the DNS: services answer "not found" for domains that they do not hold.
 * Two services of a top-level domain's registry need none; below a suffix both may be those of the wrong registry.
 */
export async function confirmAbsence(
  domain: string,
  absence: Absence,
  { delegation, signal }: { delegation: DelegationProbe; signal: AbortSignal | undefined },
): Promise<RegistrationAnswer> {
  const isBelowSuffix = domain.split('.').length > 2;
  if (absence.witnesses.length > 1 && !isBelowSuffix) return absence;
  const found = await delegation(domain, { signal });
  if (found === 'unknown') return absence;
  if (found === 'gone') return { ...absence, witnesses: [...absence.witnesses, 'dns'] };
  const { server, fetchedAt, replies } = absence;
  return {
    outcome: 'unreachable',
    failure: {
      class: 'contradicted',
      fact: { is: 'contradicted', server, domain },
    },
    retryAt: null,
    server,
    fetchedAt,
    replies,
  };
}
