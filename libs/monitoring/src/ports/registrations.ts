import type { ExpiryPlace, Lease, RegistrationChanges, RegistrationRecord } from '@app/domain';
import type { RegistryLoad } from '@app/domain/registration';

/** Registrations of domains. Every method is one atomic write to one document per domain. */
export interface RegistrationStore {
  /**
   * Sees to it that a domain is looked up: stores it with its first lookup at `dueAt`, or gives it that time
   * if it has none. Always raises the version, so that whoever is about to let go of it decides again.
   */
  watch(domain: string, dueAt: Date): Promise<void>;
  get(domain: string): Promise<RegistrationRecord | null>;
  getMany(domains: readonly string[]): Promise<RegistrationRecord[]>;
  /** Applies a change if the version is still the one that was read; raises it. False: read again. */
  change(domain: string, version: number, change: RegistrationChanges): Promise<boolean>;
  /** Claims lookups that are due and that nobody holds at `now`: earliest first, then by the end of the registration. */
  claim(claim: { now: Date; limit: number; lease: Lease }): Promise<RegistrationRecord[]>;
  /** Gives leases back without an answer. */
  release(tokens: readonly string[]): Promise<void>;
  /** Registrations that carry intents and were last changed before an instant. */
  withIntents(
    changedBefore: Date,
    limit: number,
    except?: readonly string[],
  ): Promise<RegistrationRecord[]>;
  /** Drops an intent that was applied. */
  dropIntent(domain: string, intentId: string): Promise<void>;
  /** Domains whose registration changed at or after an instant, newest last; for clients that catch up. */
  changedSince(since: Date, limit: number): Promise<string[]>;
  /** The watched domains that a server tells of, and how many of them end before a date; all do where it is not known. */
  crowdAt(server: string, expiresAt: Date | null): Promise<RegistryLoad>;
  /** Watched registrations whose end is known, by that end. */
  expiring(query: { after: ExpiryPlace | null; limit: number }): Promise<RegistrationRecord[]>;
}
