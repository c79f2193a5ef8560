import type { ChainFault } from './chain-fault.ts';
import type { KeyKind } from './key-kind.ts';

/** What is wrong with a certificate or worth knowing, in no language: `is` tells which sentence of `text` it becomes. */
export type CertificateFact =
  /** A sentence that an older version stored. */
  | { readonly is: 'text'; readonly text: string }
  /** It ends before it begins. */
  | { readonly is: 'never-valid' }
  | { readonly is: 'expired'; readonly validTo: Date }
  | { readonly is: 'not-yet-valid'; readonly validFrom: Date }
  | {
      readonly is: 'chain-expired';
      readonly subject: string;
      readonly validTo: Date;
      /** It is not sent: clients have it. */
      readonly isAuthority?: true;
    }
  | { readonly is: 'chain-not-yet-valid'; readonly subject: string; readonly validFrom: Date }
  /** Browsers ignore a common name. */
  | { readonly is: 'common-name-only'; readonly host: string }
  | {
      readonly is: 'other-name';
      readonly host: string;
      /** The first few names that it is for. */
      readonly names: readonly string[];
      /** How many more there are; absent for none. */
      readonly more?: number;
      /** Where it has no other name. */
      readonly commonName?: string;
    }
  | { readonly is: 'chain-fault'; readonly fault: ChainFault; readonly host: string }
  | { readonly is: 'revoked' }
  | { readonly is: 'self-signed' }
  | { readonly is: 'no-anchor' }
  /** `code` is that of OpenSSL, where it names one. */
  | { readonly is: 'broken-rule'; readonly code: string | null }
  | { readonly is: 'untrusted-root'; readonly issuer: string }
  | { readonly is: 'incomplete'; readonly issuer: string }
  /** Of the next three `subject` names a certificate of the chain; null: that of the site itself. */
  | {
      readonly is: 'weak-key';
      readonly subject: string | null;
      readonly type: string;
      readonly bits: number | null;
      readonly curve: string | null;
    }
  | { readonly is: 'unknown-key'; readonly subject: string | null }
  | {
      readonly is: 'weak-signature';
      readonly subject: string | null;
      readonly signature: string;
    }
  | { readonly is: 'old-protocol'; readonly protocol: string }
  | { readonly is: 'client-certificate-wanted' }
  | { readonly is: 'closed' }
  | {
      readonly is: 'served-in-turn';
      /** A few of them, the one that ends first at the head. */
      readonly leaves: readonly ServedLeaf[];
      /** How many more there are; absent for none. */
      readonly more?: number;
    };

/** A certificate that is served beside others. */
export interface ServedLeaf {
  readonly fingerprint: string;
  readonly validTo: Date;
  readonly addresses: readonly string[];
}

/** What of a site a finding is about, where it is not all. */
export interface FindingPlace {
  /** The certificate with this kind of key; absent where the kind does not tell it from others. */
  readonly keyKind?: KeyKind;
  /** Absent where all addresses serve it. */
  readonly addresses?: readonly string[];
}
