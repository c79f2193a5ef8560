import type { Housekeeping, Lease } from '@app/domain';

/** The right to keep house, which one process has at a time. */
export interface HousekeepingStore {
  /** What is remembered; null before house was kept for the first time. */
  memory(): Promise<Housekeeping | null>;
  /** Takes the right when it is due and nobody has it; `memory` is null the first time. Null: not now. */
  claim(now: Date, lease: Lease): Promise<{ memory: Housekeeping | null } | null>;
  /** Keeps the right for longer; false when it was lost. */
  renew(token: string, until: Date): Promise<boolean>;
  /** Gives it back with what is to be remembered, until it is due again. */
  complete(token: string, memory: Housekeeping, dueAt: Date): Promise<void>;
}
