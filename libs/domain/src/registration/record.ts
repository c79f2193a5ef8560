import type { RegistrationStep } from '../alert/registration-step.ts';
import type { Lease } from '../common/lease.ts';
import type { OutboxEntry } from '../outbox/entry.ts';
import type { RecordMemory } from '../records/schema.ts';
import type { RegistrationEvent } from './details.ts';
import type { Registration } from './state.ts';

/** What people were told of a registration that comes to its end. */
export interface RegistrationWarning {
  /** Alerts of this registration, oldest first; at most the last one is open. */
  alertIds: string[];
  /** The date that it was about; null where the registry tells none. */
  expiresAt: Date | null;
  step: RegistrationStep;
  /** When it ended with a pause: what was told is no news to the targets of that time. Absent while it goes on. */
  pausedAt?: Date;
  /** The alerts that ended with pauses, oldest first; absent where none did. */
  pausedAlertIds?: string[];
}

/** The registration of a domain as it is stored; one for all targets on it. */
export interface RegistrationRecord {
  /** What is believed; `registration.domain` is the id. */
  registration: Registration;
  createdAt: Date;
  updatedAt: Date;
  /** Grows with each change; guards against lost updates. */
  version: number;
  /** When it is looked up next; null while no target that is checked is on the domain. */
  dueAt: Date | null;
  lease: Lease | null;
  /** The last lookup that a person asked for. */
  refreshedAt: Date | null;
  /** Newest first. */
  changes: RegistrationEvent[];
  /** Records that targets on the domain watch; absent where none ever did. */
  records?: RecordMemory[];
  warning: RegistrationWarning | null;
  /** The alert that lookups keep failing, once they have for long enough. */
  troubleAlertId: string | null;
  intents: OutboxEntry[];
}
