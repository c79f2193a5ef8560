import { setTimeout as sleep } from 'node:timers/promises';
import { claimTurn, FREE_TURN, settleTurn, type TurnReport, type TurnState } from '@app/domain';

/** A turn at a registry server that must be given back, or the time to come back at. */
export type Turn =
  | { readonly granted: true; readonly giveBack: (report: TurnReport) => Promise<void> }
  | { readonly granted: false; readonly until: Date };

/**
 * Keeps the pace that registries ask for: per server one question at a time, two seconds apart, 500 a day. Waits
 * for a near turn; rejects only with the reason of the signal.
 */
export interface RegistryThrottle {
  take(server: string, options: { signal?: AbortSignal }): Promise<Turn>;
}

export interface RegistryThrottleOptions {
  /** Milliseconds since 1970. */
  readonly now?: () => number;
  readonly wait?: (ms: number, signal: AbortSignal | undefined) => Promise<unknown>;
  /** A turn further away than this is refused, so that no worker sits waiting for it. Default: 60 s. */
  readonly maxWaitMs?: number;
}

const DEFAULT_MAX_WAIT_MS = 60_000;
/** Referrals name servers that we did not choose: their number must not grow without end. */
const MAX_SERVERS = 5_000;
/** Cost of each question that is already waiting in the line. */
const LINE_STEP_MS = 2_000;

/** A throttle of this process only. Several workers need one over a shared store of `TurnState`. */
export function createRegistryThrottle({
  now = Date.now,
  wait = (ms, signal) => sleep(ms, undefined, signal ? { signal } : {}),
  maxWaitMs = DEFAULT_MAX_WAIT_MS,
}: RegistryThrottleOptions = {}): RegistryThrottle {
  const states = new Map<string, TurnState>();
  const lines = new Map<string, { length: number; tail: Promise<unknown> }>();

  function remember(server: string, state: TurnState): void {
    states.set(server, state);
    if (states.size <= MAX_SERVERS) return;
    for (const [key, { pausedUntil, nextAt, busyUntil }] of states) {
      if (Math.max(pausedUntil, nextAt, busyUntil) < now()) states.delete(key);
    }
  }

  async function claim(server: string, signal: AbortSignal | undefined): Promise<number | null> {
    for (;;) {
      signal?.throwIfAborted();
      const result = claimTurn(states.get(server) ?? FREE_TURN, now());
      if ('claimed' in result) {
        remember(server, result.claimed);
        return null;
      }
      const waitMs = result.until - now();
      if (waitMs > maxWaitMs) return result.until;
      await wait(waitMs, signal).catch(() => signal?.throwIfAborted());
    }
  }

  return {
    async take(server, { signal }) {
      const line = lines.get(server) ?? { length: 0, tail: Promise.resolve() };
      const aheadMs = line.length * LINE_STEP_MS;
      if (aheadMs > maxWaitMs) return { granted: false, until: new Date(now() + aheadMs) };
      const { promise: done, resolve: leave } = Promise.withResolvers<undefined>();
      const before = line.tail;
      lines.set(server, { length: line.length + 1, tail: before.then(() => done) });
      const step = (): void => {
        leave(undefined);
        const current = lines.get(server);
        if (!current || current.length <= 1) lines.delete(server);
        else lines.set(server, { ...current, length: current.length - 1 });
      };
      try {
        await before;
        const until = await claim(server, signal);
        if (until !== null) {
          step();
          return { granted: false, until: new Date(until) };
        }
      } catch (error) {
        step();
        throw error;
      }
      return {
        granted: true,
        giveBack: async (report) => {
          remember(server, settleTurn(states.get(server) ?? FREE_TURN, report, now()));
          step();
        },
      };
    },
  };
}
