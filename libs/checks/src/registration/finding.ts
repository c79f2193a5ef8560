import type { RegistrationFailure, RegistrationFailureFact } from '@app/domain';
import { isRenewalInDoubt, isSameExpiry, type RegistrationFacts } from '@app/domain/registration';
import type { ExpiryDate } from './dates/read-date.ts';

/** What one service said about a domain, or why it said nothing. */
export type Finding =
  /** The domain is registered; `expiry` is null where the answer gives no date. */
  | {
      readonly kind: 'registered';
      readonly expiry: ExpiryDate | null;
      /** The registrar's own date, where the answer tells it. */
      readonly registrarDate: ExpiryDate | null;
      /** The registrar's RDAP record of the domain, where the answer names it. */
      readonly related: URL | null;
      readonly facts: RegistrationFacts;
    }
  | { readonly kind: 'not-found' }
  | {
      readonly kind: 'unsupported' | 'rate-limited' | 'unreachable';
      readonly failure: RegistrationFailure;
      /** Not to be asked again before; null when nobody said so. */
      readonly retryAt: Date | null;
    };

export type RegisteredFinding = Extract<Finding, { facts: unknown }>;
export type FailedFinding = Extract<Finding, { failure: unknown }>;

/** The registry has renewed by itself, or keeps the domain out of the DNS: only the registrar knows who has paid. */
export const isRenewalOpen = ({ expiry, registrarDate, facts }: RegisteredFinding): boolean =>
  expiry !== null && registrarDate === null && isRenewalInDoubt(facts.statuses);

/**
 * The date until which a registrar has sold a domain, by its own record. Registrars must repeat the registry's date in
 * theirs (ICANN RDAP response profile): where it states no other one, it does not say that anybody has paid.
 */
export function registrarDateOf(finding: Finding, registry: ExpiryDate | null): ExpiryDate | null {
  if (finding.kind !== 'registered') return null;
  const { registrarDate, expiry } = finding;
  if (registrarDate) return registrarDate;
  const isCopy = registry && expiry && isSameExpiry(registry.expiresAt, expiry.expiresAt);
  return isCopy ? null : expiry;
}

type FailureClass = RegistrationFailure['class'];

export const unreachable = (
  failureClass: FailureClass,
  fact: RegistrationFailureFact,
): FailedFinding => ({
  kind: 'unreachable',
  failure: { class: failureClass, fact },
  retryAt: null,
});

export const unsupported = (
  failureClass: FailureClass,
  fact: RegistrationFailureFact,
): FailedFinding => ({
  kind: 'unsupported',
  failure: { class: failureClass, fact },
  retryAt: null,
});

/** What every question to a server comes to that wants none of this installation. */
export const refused = (server: string, until: Date | null = null): FailedFinding => ({
  ...unsupported('refused', { is: 'refuses-us', server }),
  retryAt: until,
});

/** A server that was asked too often, by its status if it told one; `retryAt` null: it names no time. */
export const tooMany = (
  server: string,
  { status, retryAt = null }: { status?: number; retryAt?: Date | null } = {},
): FailedFinding => ({
  kind: 'rate-limited',
  failure: {
    class: 'rate-limit',
    fact: { is: 'too-many', server, ...(status !== undefined && { status }) },
  },
  retryAt,
});
