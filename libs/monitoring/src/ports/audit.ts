import type { AuditCall, AuditFacts, AuditLink } from '@app/domain/audit';
import type { Page } from './page.ts';

/** The audit log: one chain for all processes, to which entries are only ever added. */
export interface AuditStore {
  /** Notes a change that is about to be made, so that it is known even if this process dies over it. */
  begin(call: AuditCall): Promise<void>;
  /** Forgets a call that has changed nothing. */
  forget(callId: string): Promise<void>;
  /** Adds an entry to the end of the chain, unless its call has one already, and forgets the call. */
  append(facts: AuditFacts): Promise<void>;
  /** Calls that began before an instant and have no entry, the oldest first. */
  unfinished(before: Date, limit: number): Promise<AuditCall[]>;
  /** The newest first. */
  list(query: { cursor?: string; limit: number }): Promise<Page<AuditLink>>;
  /** Entries after a number, in their order. */
  range(after: number, limit: number): Promise<AuditLink[]>;
  /** Deletes the oldest entries up to a number; answers how many. */
  removeThrough(number: number, limit: number): Promise<number>;
}
