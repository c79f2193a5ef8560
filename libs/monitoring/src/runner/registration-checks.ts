import {
  dueRecords,
  type RecordAnswer,
  type RecordProbe,
  type RegistrationAnswer,
  type RegistrationProbe,
  type RegistrationRecord,
} from '@app/domain';
import { mergeRegistration } from '@app/domain/registration';
import { CHECK_KINDS } from '@app/domain/check-kinds';
import type { Context } from '../context.ts';
import type { AlertPorts } from '../outbox/apply-alert-entry.ts';
import { changeRegistration, followUp } from '../outbox/change-registration.ts';
import { registryLoadOf } from '../outbox/registry-load.ts';
import type { Ports } from '../ports/index.ts';
import type { PolledChecks } from './polled-checks.ts';
import { probeOrFault } from './probe-or-fault.ts';

const KIND = CHECK_KINDS.domain;

export type RegistrationCheckPorts = AlertPorts & {
  lookUpRegistration: RegistrationProbe;
  lookUpRecords: RecordProbe;
};

/** A registration that was looked up. */
export interface FinishedLookup {
  claimed: RegistrationRecord;
  /** Null when a fault of ours left the lookup without one. */
  answer: RegistrationAnswer | null;
  /** What the DNS answered about records that targets watch. */
  records: RecordAnswer[];
  startedAt: Date;
  endedAt: Date;
}

/**
 * Lookups of registrations, most of which is waiting for a registry's turn. A domain that no checked target is on any
 * more is not looked up but let go of. A lookup whose lease was lost is dropped; while the store is away the lease runs
 * out and the lookup is made again. What fails after the write is left to the reconciler.
 */
export const registrationChecks = ({
  ports,
}: Context<RegistrationCheckPorts>): PolledChecks<RegistrationRecord, FinishedLookup> => ({
  name: 'lookups of domains',
  // A lookup that people asked for starts that soon.
  tickMs: 2_000,
  ...KIND.schedule,
  claim: (claim) => ports.registrations.claim(claim),
  release: (held) => ports.registrations.release([...new Set(held.map(({ token }) => token))]),
  describe: ({ registration }) => ({ domain: registration.domain }),

  async probe(claimed, signal) {
    const { domain } = claimed.registration;
    const seen = await changeRegistration(ports, domain, (record, targets) =>
      isHeldAs(claimed, record) && targets.length === 0 ? { dueAt: null, lease: null } : null,
    );
    if (!seen || seen.targets.length === 0 || !isHeldAs(claimed, seen.record)) return null;
    const startedAt = ports.now();
    const due = dueRecords(seen.record.records ?? [], {
      domain,
      targets: seen.targets,
      now: startedAt,
    });
    const options = { signal, log: ports.log, about: { domain } };
    const [answer, ...records] = await Promise.all([
      probeOrFault<RegistrationAnswer | null>(
        () => ports.lookUpRegistration(domain, { signal }),
        null,
        options,
      ),
      ...due.map((question) =>
        probeOrFault<RecordAnswer | null>(
          () => ports.lookUpRecords(question, { signal }),
          null,
          options,
        ),
      ),
    ]);
    return {
      claimed: seen.record,
      answer,
      records: records.filter((one) => one !== null),
      startedAt,
      endedAt: ports.now(),
    };
  },

  signOf: ({ claimed, answer, startedAt, endedAt }) =>
    KIND.signOf({ domain: claimed.registration.domain, answer, startedAt, endedAt }),

  unseen: (finished) => ({ ...finished, answer: null, records: [] }),

  async record({ claimed, answer, records }) {
    const { domain } = claimed.registration;
    const before = claimed.registration;
    const now = ports.now();
    // Whose server it shares follows from what will be believed.
    const crowd = await registryLoadOf(
      ports,
      answer ? mergeRegistration(before, answer, now) : before,
    );
    const changed = await changeRegistration(ports, domain, (record, targets) =>
      isHeldAs(claimed, record)
        ? KIND.judge(ports, record, { answer, records, targets, crowd, now })
        : null,
    );
    if (!changed?.isChanged) return;
    if (answer && 'failure' in answer) logFailure(ports, changed.record, answer);
    await followUp(ports, changed).catch((error: unknown) => {
      ports.log.warn(
        { err: error, domain },
        'what follows from a lookup was left to the reconciler',
      );
    });
  },
});

/** Whether a registration is still held by the lease that it was claimed with. */
const isHeldAs = (claimed: RegistrationRecord, { lease }: RegistrationRecord): boolean =>
  lease !== null && lease.token === claimed.lease?.token;

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
