import {
  AppError,
  type RegistrationChanges,
  type RegistrationRecord,
  type TargetOnDomain,
} from '@app/domain';
import type { Ports } from '../ports/index.ts';
import type { AlertPorts } from './apply-alert-entry.ts';
import { applyRegistrationOutbox } from './apply-registration-outbox.ts';

/** Each target that is added to a domain raises the version of its registration, and hundreds may be at once. */
const MAX_TRIES = 30;

/** A registration after a change, with the targets on it that are checked. */
export interface ChangedRegistration {
  record: RegistrationRecord;
  targets: TargetOnDomain[];
  /** False when there was nothing to write. */
  isChanged: boolean;
}

/**
 * Reads a registration and the targets on it, decides on a change and writes it, again from the start when somebody
 * else was faster. Null for a domain that was never watched.
 *
 * @param decide what to write, or null for nothing; may run several times
 * @throws conflict after many lost races
 */
export async function changeRegistration(
  ports: Pick<Ports, 'registrations' | 'targets'>,
  domain: string,
  decide: (record: RegistrationRecord, targets: TargetOnDomain[]) => RegistrationChanges | null,
): Promise<ChangedRegistration | null> {
  for (let i = 0; i < MAX_TRIES; i++) {
    const record = await ports.registrations.get(domain);
    if (!record) return null;
    // Read after the record: a target that is added from here on raises the version, and all is decided again.
    const targets = await ports.targets.onDomain(domain);
    const change = decide(record, targets);
    if (!change) return { record, targets, isChanged: false };
    if (await ports.registrations.change(domain, record.version, change)) {
      const intents = [...record.intents, ...(change.intents ?? [])];
      return { record: { ...record, ...change, intents }, targets, isChanged: true };
    }
  }
  throw new AppError('conflict', 'The domain is being changed by somebody else. Try again.');
}

/** Tells what was changed, and carries out what has to follow. */
export async function followUp(
  ports: AlertPorts,
  { record, targets }: ChangedRegistration,
): Promise<void> {
  await ports.changes.publish([{ type: 'domain', id: record.registration.domain }]);
  await applyRegistrationOutbox(ports, record, targets);
}
