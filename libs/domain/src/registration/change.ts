import type { OutboxEntry } from '../outbox/entry.ts';
import type { RegistrationRecord } from './record.ts';

/** Fields of a registration that a write replaces, and intents that it appends. */
export type RegistrationChanges = Partial<
  Pick<
    RegistrationRecord,
    | 'registration'
    | 'dueAt'
    | 'lease'
    | 'refreshedAt'
    | 'changes'
    | 'records'
    | 'warning'
    | 'troubleAlertId'
  >
> & {
  intents?: OutboxEntry[];
  /** Sets the time of the last change back, which only grows otherwise: repairs what a clock that was ahead has left. */
  updatedAt?: Date;
};
