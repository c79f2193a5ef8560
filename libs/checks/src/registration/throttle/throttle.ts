import { setTimeout as sleep } from 'node:timers/promises';
import {
  FREE_SLOT,
  type RateLimitState,
  claimSlot,
  joinQueue,
  releaseSlot,
  type RateLimitReport,
} from '@app/domain/registration';
import { createMemoryRateLimits, type RateLimitStore } from './rate-limit-store.ts';

/** A turn at a registry server that must be given back, or the time to come back at. */
export type RateLimitSlot =
  | { readonly granted: true; readonly giveBack: (report: RateLimitReport) => Promise<void> }
  | {
      readonly granted: false;
      readonly until: Date;
      /** The server refuses this installation, and is left alone for that. */
      readonly isRefused: boolean;
    };

/**
 * Keeps the pace that registries ask for: per server one question at a time, two seconds apart, 125 in six
 * hours. Whoever waits has a place in a line. Rejects with the reason of the signal, and with the error of a store that is away: without it
 * nobody knows whose turn it is.
 */
export interface RegistryThrottle {
  take(server: string, options: { signal?: AbortSignal }): Promise<RateLimitSlot>;
}

export interface RegistryThrottleOptions {
  /** Shared by all who ask registries. Default: rateLimits of this process only. */
  readonly rateLimits?: RateLimitStore;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
  readonly wait?: (ms: number, signal: AbortSignal | undefined) => Promise<unknown>;
  /** A turn further away than this is refused, so that no worker sits waiting for it. Default: 45 s. */
  readonly maxWaitMs?: number;
}

/** As long as the line of all lookups that one worker makes at a time. */
const DEFAULT_MAX_WAIT_MS = 45_000;
/** When the holder of a turn will be done is not known, so one looks again. */
const LOOK_AGAIN_MS = 500;

const nextLook = ({ busyUntil }: RateLimitState, until: number, time: number): number =>
  busyUntil > time ? Math.min(until, time + LOOK_AGAIN_MS) : until;

const putOff = (
  { isRefused = false, pausedUntil }: RateLimitState,
  until: number,
): RateLimitSlot => ({
  granted: false,
  until: new Date(until),
  isRefused: isRefused && pausedUntil >= until,
});

/** Creates a throttle; those over the same store keep one pace together. */
export function createRegistryThrottle({
  now = Date.now,
  rateLimits = createMemoryRateLimits(now),
  wait = (ms, signal) => sleep(ms, undefined, signal ? { signal } : {}),
  maxWaitMs = DEFAULT_MAX_WAIT_MS,
}: RegistryThrottleOptions = {}): RegistryThrottle {
  async function giveBack(
    server: string,
    held: RateLimitState,
    report: RateLimitReport,
  ): Promise<void> {
    for (;;) {
      const kept = await rateLimits.get(server);
      const state = kept?.state ?? held;
      const settled = releaseSlot(state, report, now());
      // Whoever was slower than the lease must not end the turn of the next one.
      const isLost = state.busyUntil !== held.busyUntil;
      const next = isLost ? { ...settled, busyUntil: state.busyUntil } : settled;
      if (await rateLimits.put(server, kept?.version ?? null, next)) return;
    }
  }

  return {
    async take(server, { signal }) {
      const patientUntil = now() + maxWaitMs;
      let place: number | null = null;
      for (;;) {
        signal?.throwIfAborted();
        const kept = await rateLimits.get(server);
        const state = kept?.state ?? FREE_SLOT;
        const time = now();
        const claim = claimSlot(state, time, place);
        if ('claimed' in claim) {
          const held = claim.claimed;
          if (!(await rateLimits.put(server, kept?.version ?? null, held))) continue;
          return { granted: true, giveBack: (report) => giveBack(server, held, report) };
        }
        if (place === null) {
          const line = joinQueue(state, time);
          if (line.place > patientUntil) return putOff(state, line.place);
          if (!(await rateLimits.put(server, kept?.version ?? null, line.joined))) continue;
          place = line.place;
          continue;
        }
        const lookAt = place > time ? place : nextLook(state, claim.until, time);
        if (lookAt > patientUntil) return putOff(state, claim.until);
        await wait(lookAt - time, signal).catch(() => signal?.throwIfAborted());
      }
    },
  };
}
