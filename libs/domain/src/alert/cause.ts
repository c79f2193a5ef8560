import type { ChangedRecords } from '../check/dns-record.ts';
import type { KeyKind } from '../check/key-kind.ts';
import type { RegistrationFailure } from '../check/registration-failure.ts';
import type { RegistrationSource } from '../check/registration-source.ts';
import type { Failure } from '../check/schema.ts';
import type { RegistrationStep } from './registration-step.ts';
import type { TroubleFact } from './system-trouble.ts';

/** A certificate of a site that has reached an expiry threshold, as it was when people were told. */
export interface CertificateExpiryCause {
  readonly is: 'certificate-expiry';
  /** Which one ends: the certificate of the site, one of its chain, or the authority that clients trust. */
  readonly part: 'leaf' | 'chain' | 'authority';
  /** Whose it is; absent for the certificate of the site. */
  readonly subject?: string;
  readonly validTo: Date;
  /** See `daysLeft`. */
  readonly daysLeft: number;
  /** Where it is served, of a site that shows several certificates. */
  readonly place?: {
    readonly addresses: readonly string[];
    /** Only where it tells the certificate from the others. */
    readonly keyKind?: KeyKind;
  };
  /** It was held to be gone; absent where it was not. */
  readonly isBack?: true;
}

/** What a registration has come to, as it was when people were told. Fields that do not apply are absent. */
export interface RegistrationEndCause {
  readonly is: 'registration-end';
  readonly step: RegistrationStep;
  readonly expiresAt?: Date;
  /** Who stated the date. */
  readonly source?: RegistrationSource;
  /** The date is the registrar's, not the registry's. */
  readonly isRegistrarsDate?: true;
  /** Its name as safe text. */
  readonly registrar?: string;
  readonly isOnHold?: true;
  /** The date to which the registry has renewed it by itself. */
  readonly autoRenewedTo?: Date;
  /** Since when it has no delegation. */
  readonly goneSince?: Date;
  /** See `registrationDaysLeft`. */
  readonly daysLeft?: number;
  /** For how many days its date could not be confirmed, and why. */
  readonly unconfirmed?: { readonly days: number; readonly why?: RegistrationFailure };
  /** Names of the targets on it as safe text, the oldest first: a few of them. */
  readonly targets: readonly string[];
  /** How many more there are; absent for none. */
  readonly moreTargets?: number;
}

/** Why there is an alert, in no language: `is` tells which sentence of `text` it becomes. */
export type AlertCause =
  /** A sentence that an older version stored. */
  | { readonly is: 'text'; readonly text: string }
  /** A check failed, or it was slow by its own word (429). */
  | { readonly is: 'failure'; readonly failure: Failure }
  /** A check failed, and no more is known. */
  | { readonly is: 'failed-check' }
  | { readonly is: 'slow'; readonly latencyMs: number; readonly slowMs: number }
  /** Checks that fail for technical reasons for days. */
  | CheckErrorCause
  | CertificateExpiryCause
  | RegistrationEndCause
  /** What keeps the monitor itself from its work, the worst first. */
  | { readonly is: 'troubles'; readonly troubles: readonly TroubleFact[] }
  /** Records of the DNS that a target watches have changed. */
  | { readonly is: 'records-changed'; readonly changes: readonly ChangedRecords[] };

/** Why a certificate could not be read, or a registration not be looked up, for days. */
export type CheckErrorCause =
  | { readonly is: 'check-error'; readonly of: 'certificate'; readonly failure: Failure }
  | {
      readonly is: 'check-error';
      readonly of: 'registration';
      readonly failure: RegistrationFailure | null;
    };
