import { type RateLimitState, isIdle } from '@app/domain/registration';

/** Keeps the rate limits of registry servers for all who ask them. Rejects while it is away. */
export interface RateLimitStore {
  /** The rate limit of a server with their version; null for a server that was never asked. */
  get(server: string): Promise<{ readonly state: RateLimitState; readonly version: number } | null>;
  /** Stores a rate limit if the version is still the one that was read (null: there was none). False: read again. */
  put(server: string, version: number | null, state: RateLimitState): Promise<boolean>;
}

/** Referrals name servers that we did not choose: their number must not grow without end. */
const MAX_SERVERS = 5_000;

/** Turns of this process only, forgotten with it. */
export function createMemoryRateLimits(now: () => number): RateLimitStore {
  const rateLimits = new Map<string, { state: RateLimitState; version: number }>();

  function dropIdle(): void {
    for (const [server, { state }] of rateLimits) {
      if (isIdle(state, now())) rateLimits.delete(server);
    }
  }

  return {
    get: (server) => Promise.resolve(rateLimits.get(server) ?? null),
    put: (server, version, state) => {
      if ((rateLimits.get(server)?.version ?? null) !== version) return Promise.resolve(false);
      rateLimits.set(server, { state, version: (version ?? 0) + 1 });
      if (rateLimits.size > MAX_SERVERS) dropIdle();
      return Promise.resolve(true);
    },
  };
}
