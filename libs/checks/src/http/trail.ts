import type { SkippedAddress } from '@app/domain';
import type { PhaseClock } from './phase-clock.ts';
import type { Hop } from './redirect.ts';

/** How far an attempt has come: the evidence that is left when it fails half-way. */
export interface Trail {
  readonly clock: PhaseClock;
  /** The request that is being made. */
  hop: Hop;
  /** Requests begun, the current one included. */
  requests: number;
  /** Requests that were made once more because the first answer could not be read. */
  repeats: number;
  /** The address that answered, or that was tried last. */
  address: string | null;
  /** Addresses of the last connection that were passed over because another one answered. */
  skipped: readonly SkippedAddress[];
  /** True when the addresses of the last connection were known from an earlier question. */
  isDnsCached: boolean;
}
