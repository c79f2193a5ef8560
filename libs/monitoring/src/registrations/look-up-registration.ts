import { type RegistrationProbe, mergeRegistration, type RegistrationAnswer } from '@app/domain';
import type { AlertPorts } from '../alerts/apply-alert-entry.ts';
import type { Ports } from '../ports.ts';
import type { RegistrationRecord } from '../records.ts';
import { changeRegistration, followUp } from './change-registration.ts';
import { registryLoadOf } from './registry-load.ts';
import { judgeRegistration } from './judge-registration.ts';

/**
 * How long a claimed domain is held: up to 45 s in the line of a registry for RDAP and again for WHOIS, turns at the
 * servers that they send us to, twice 10 s on the network, and the bootstrap file. The store takes a longer one for that
 * of a clock that was ahead.
 */
export const LOOKUP_LEASE_MS = 240_000;

export type LookUpRegistrationPorts = AlertPorts & { lookUpRegistration: RegistrationProbe };

/**
 * Looks up a claimed domain, records what is believed after it in one atomic write, and carries out what follows.
 * A domain that no checked target is on any more is not looked up but let go of. A lookup whose lease was lost is
 * dropped. Rejects with the reason of the signal, and when the store is away: then the lease runs out and the lookup
 * is made again. What fails after the write is left to the reconciler.
 */
export async function lookUpRegistration(
  ports: LookUpRegistrationPorts,
  claimed: RegistrationRecord,
  signal: AbortSignal,
): Promise<void> {
  const { domain } = claimed.registration;
  const token = claimed.lease?.token;
  if (token === undefined) throw new TypeError(`${domain} was not claimed.`);
  const isHeld = ({ lease }: RegistrationRecord): boolean => lease?.token === token;

  const seen = await changeRegistration(ports, domain, (record, targets) =>
    isHeld(record) && targets.length === 0 ? { dueAt: null, lease: null } : null,
  );
  if (!seen || seen.targets.length === 0 || !isHeld(seen.record)) return;

  const answer = await ask(ports, domain, signal);
  const before = seen.record.registration;
  const now = ports.now();
  // Whose server it shares follows from what will be believed.
  const crowd = await registryLoadOf(
    ports,
    answer ? mergeRegistration(before, answer, now) : before,
  );
  const changed = await changeRegistration(ports, domain, (record, targets) =>
    isHeld(record) ? judgeRegistration(ports, record, { answer, targets, crowd, now }) : null,
  );
  if (!changed?.isChanged) return;
  if (answer && 'failure' in answer) logFailure(ports, changed.record, answer);
  await followUp(ports, changed).catch((error: unknown) => {
    ports.log.warn({ err: error, domain }, 'what follows from a lookup was left to the reconciler');
  });
}

/** Null when a fault of ours left the lookup without an answer. */
async function ask(
  ports: Pick<LookUpRegistrationPorts, 'lookUpRegistration' | 'log'>,
  domain: string,
  signal: AbortSignal,
): Promise<RegistrationAnswer | null> {
  try {
    return await ports.lookUpRegistration(domain, { signal });
  } catch (error) {
    signal.throwIfAborted();
    ports.log.error({ domain, err: error }, 'the lookup itself failed');
    return null;
  }
}

function logFailure(
  { log }: Pick<Ports, 'log'>,
  { registration, dueAt }: RegistrationRecord,
  { outcome, server, failure }: Extract<RegistrationAnswer, { failure: unknown }>,
): void {
  const { domain, failures, failingSince } = registration;
  const fields = { domain, server, outcome, failure, failures, failingSince, nextLookupAt: dueAt };
  if (failure.class === 'throttled') log.debug(fields, 'a lookup was put off to keep the pace');
  else log.warn(fields, 'a domain could not be looked up; it is tried again');
}
