import type { RegistrationFacts, RegistrationFailure } from '@app/domain';
import type { ExpiryDate } from './dates/read-date.ts';

/** What one service said about a domain, or why it said nothing. */
export type Finding =
  /** The domain is registered; `expiry` is null where the answer gives no date. */
  | {
      readonly kind: 'registered';
      readonly expiry: ExpiryDate | null;
      readonly facts: RegistrationFacts;
    }
  | { readonly kind: 'not-found' }
  | {
      readonly kind: 'unsupported' | 'rate-limited' | 'unreachable';
      readonly failure: RegistrationFailure;
      /** Not to be asked again before; null when nobody said so. */
      readonly retryAt: Date | null;
    };

export type FailedFinding = Extract<Finding, { failure: unknown }>;

export const unreachable = (
  failureClass: RegistrationFailure['class'],
  message: string,
): FailedFinding => ({
  kind: 'unreachable',
  failure: { class: failureClass, message },
  retryAt: null,
});

export const unsupported = (
  failureClass: RegistrationFailure['class'],
  message: string,
): FailedFinding => ({
  kind: 'unsupported',
  failure: { class: failureClass, message },
  retryAt: null,
});

export const rateLimited = (message: string, retryAt: Date | null = null): FailedFinding => ({
  kind: 'rate-limited',
  failure: { class: 'rate-limit', message },
  retryAt,
});
