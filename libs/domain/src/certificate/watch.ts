import type { ExpiryStep } from '../alert/expiry-step.ts';
import type { WatchState } from '../check/watch.ts';
import type { CertificateEvent, CertificateReading } from './details.ts';
import type { KnownLeaf } from './leaves.ts';

/** What people were told of an expiry that comes closer. */
export interface ExpiryWarning {
  /** Alerts of this expiry, oldest first; at most the last one is open. */
  alertIds: string[];
  /** Leaf certificate that was shown, and the expiry threshold that it had reached. */
  fingerprint: string;
  step: ExpiryStep;
  /** The alerts that ended with pauses, oldest first; absent where none did. */
  pausedAlertIds?: string[];
}

/** The certificate of an https target: when it is read next, what was read last, what people were told. */
export interface CertificateWatch extends WatchState {
  reading: CertificateReading | null;
  /** Whose certificate it is, where an http target leads to https; absent for that of the target's own url. */
  origin?: string;
  /** Since when that target has led elsewhere; absent while it leads there. */
  strayedAt?: Date;
  /** Newest first. */
  changes: CertificateEvent[];
  /** Certificates that are served or were, with what people were told of each; absent for the one that was read. */
  leaves?: KnownLeaf[];
  warning: ExpiryWarning | null;
  /** Alerts that ended with the pause; absent when there was none, and after the first reading that follows. */
  pausedAlertIds?: string[];
}
