import { setTimeout as sleep } from 'node:timers/promises';
import { claimTurn, FREE_TURN, settleTurn, type TurnReport, type TurnState } from '@app/domain';
import { createMemoryTurns, type TurnStore } from './turn-store.ts';

/** A turn at a registry server that must be given back, or the time to come back at. */
export type Turn =
  | { readonly granted: true; readonly giveBack: (report: TurnReport) => Promise<void> }
  | { readonly granted: false; readonly until: Date };

/**
 * Keeps the pace that registries ask for: per server one question at a time, two seconds apart, 125 in six
 * hours. Waits for a near turn. Rejects with the reason of the signal, and with the error of a store that is away: without it
 * nobody knows whose turn it is.
 */
export interface RegistryThrottle {
  take(server: string, options: { signal?: AbortSignal }): Promise<Turn>;
}

export interface RegistryThrottleOptions {
  /** Shared by all who ask registries. Default: turns of this process only. */
  readonly turns?: TurnStore;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
  readonly wait?: (ms: number, signal: AbortSignal | undefined) => Promise<unknown>;
  /** A turn further away than this is refused, so that no worker sits waiting for it. Default: 10 s. */
  readonly maxWaitMs?: number;
}

const DEFAULT_MAX_WAIT_MS = 10_000;
/** When the holder of a turn will be done is not known, so one looks again. */
const LOOK_AGAIN_MS = 500;

/** Creates a throttle; those over the same store keep one pace together. */
export function createRegistryThrottle({
  now = Date.now,
  turns = createMemoryTurns(now),
  wait = (ms, signal) => sleep(ms, undefined, signal ? { signal } : {}),
  maxWaitMs = DEFAULT_MAX_WAIT_MS,
}: RegistryThrottleOptions = {}): RegistryThrottle {
  async function giveBack(server: string, held: TurnState, report: TurnReport): Promise<void> {
    for (;;) {
      const kept = await turns.get(server);
      const state = kept?.state ?? held;
      const settled = settleTurn(state, report, now());
      // Whoever was slower than the lease must not end the turn of the next one.
      const isLost = state.busyUntil !== held.busyUntil;
      const next = isLost ? { ...settled, busyUntil: state.busyUntil } : settled;
      if (await turns.put(server, kept?.version ?? null, next)) return;
    }
  }

  return {
    async take(server, { signal }) {
      const patientUntil = now() + maxWaitMs;
      for (;;) {
        signal?.throwIfAborted();
        const kept = await turns.get(server);
        const state = kept?.state ?? FREE_TURN;
        const time = now();
        const claim = claimTurn(state, time);
        if ('claimed' in claim) {
          const held = claim.claimed;
          if (!(await turns.put(server, kept?.version ?? null, held))) continue;
          return { granted: true, giveBack: (report) => giveBack(server, held, report) };
        }
        const isBusy = state.busyUntil > time;
        const lookAt = isBusy ? Math.min(claim.until, time + LOOK_AGAIN_MS) : claim.until;
        if (lookAt > patientUntil) return { granted: false, until: new Date(claim.until) };
        await wait(lookAt - time, signal).catch(() => signal?.throwIfAborted());
      }
    },
  };
}
