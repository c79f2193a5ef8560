import type { RateLimitState } from '@app/domain/registration';

/** Turns at registry servers, shared by all workers. */
export interface RateLimitStore {
  /** The turns of a server with their version; null for a server that was never asked. */
  get(server: string): Promise<{ state: RateLimitState; version: number } | null>;
  /** Stores turns if the version is still the one that was read (null: there were none). False: read again. */
  put(server: string, version: number | null, state: RateLimitState): Promise<boolean>;
}
