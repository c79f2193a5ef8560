import { isIdle, type TurnState } from '@app/domain';

/** Keeps the turns of registry servers for all who ask them. Rejects while it is away. */
export interface TurnStore {
  /** The turns of a server with their version; null for a server that was never asked. */
  get(server: string): Promise<{ readonly state: TurnState; readonly version: number } | null>;
  /** Stores turns if the version is still the one that was read (null: there were none). False: read again. */
  put(server: string, version: number | null, state: TurnState): Promise<boolean>;
}

/** Referrals name servers that we did not choose: their number must not grow without end. */
const MAX_SERVERS = 5_000;

/** Turns of this process only, forgotten with it. */
export function createMemoryTurns(now: () => number): TurnStore {
  const turns = new Map<string, { state: TurnState; version: number }>();

  function dropIdle(): void {
    for (const [server, { state }] of turns) {
      if (isIdle(state, now())) turns.delete(server);
    }
  }

  return {
    get: (server) => Promise.resolve(turns.get(server) ?? null),
    put: (server, version, state) => {
      if ((turns.get(server)?.version ?? null) !== version) return Promise.resolve(false);
      turns.set(server, { state, version: (version ?? 0) + 1 });
      if (turns.size > MAX_SERVERS) dropIdle();
      return Promise.resolve(true);
    },
  };
}
