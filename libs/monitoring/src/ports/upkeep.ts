import type { Lease } from '@app/domain';
import type { UpkeepName, UpkeepRecord, UpkeepRun } from '@app/domain/backups';

/** Who does which upkeep, when it is due and what came of it. */
export interface UpkeepStore {
  /**
   * Takes a piece of work that is due and that nobody does; null: not now. One that nobody has heard of is due at
   * `firstDueAt`.
   */
  claim(
    name: UpkeepName,
    claim: { now: Date; lease: Lease; firstDueAt: Date },
  ): Promise<UpkeepRecord | null>;
  /** Keeps the right for longer; false when it was lost. */
  renew(name: UpkeepName, lease: Lease): Promise<boolean>;
  /** Gives the right back as it was taken: the work is still due. */
  release(name: UpkeepName, token: string): Promise<void>;
  /** Gives the right back with what came of it, until it is due again. */
  complete(name: UpkeepName, token: string, done: { run: UpkeepRun; dueAt: Date }): Promise<void>;
  /** Notes what came of work that somebody did by another right, and when it is done next. */
  note(name: UpkeepName, done: { run: UpkeepRun; dueAt: Date }): Promise<void>;
  /** Has a piece of work done as soon as somebody can. */
  request(name: UpkeepName, now: Date): Promise<void>;
  list(): Promise<UpkeepRecord[]>;
}
