const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** Registries publish limits of one to five questions a second; this stays below all of them. */
const GAP_MS = 2 * SECOND_MS;
/** What a turn takes with its answer, for the places of a line. */
const PLACE_MS = GAP_MS + 300;
/** Questions are counted by stretches of six hours, so that a server that has heard enough is asked again the same day. */
const STRETCH_MS = 6 * 60 * MINUTE_MS;
/** 500 a day, and at most 625 in any 24 hours, which touch five stretches; Nominet allows 1,000. */
const STRETCH_BUDGET = 125;
/** A turn whose holder died is free again after this; longer than any lookup. */
const LEASE_MS = 30 * SECOND_MS;
const LONGEST_PAUSE_MS = DAY_MS;
/** More places than all workers together wait for. */
const LONGEST_LINE_MS = 15 * MINUTE_MS;
/** Clocks of machines differ a little. */
const SKEW_MS = 30 * SECOND_MS;

/** First pause after a refusal without a wait of its own, by service; it doubles with every further refusal. */
export const FIRST_PAUSE_MS = { rdap: 15 * MINUTE_MS, whois: 60 * MINUTE_MS } as const;

/** The turns of one registry server; plain data, so that any store can keep it. Times in ms since 1970. */
export interface RateLimitState {
  readonly busyUntil: number;
  readonly nextAt: number;
  readonly pausedUntil: number;
  /** Length of the last pause; 0 after a normal answer. */
  readonly pauseMs: number;
  /** Number of the stretch that `used` counts. */
  readonly stretch: number;
  readonly used: number;
  /** When the last one in the line will have had its turn; left out where nobody has ever waited. */
  readonly lineEnds?: number;
  /** The pause is for a server that refuses this installation, not for one that was asked too often. */
  readonly isRefused?: boolean;
}

/** How a turn ended. */
export interface RateLimitReport {
  readonly service: keyof typeof FIRST_PAUSE_MS;
  /** The server refused because it was asked too often. */
  readonly rateLimited: boolean;
  /** The server refused whatever it is asked: it is left alone like one that was asked too often. */
  readonly isRefused?: boolean;
  /** Time until which the server wants no questions, if it said so. */
  readonly retryAt: Date | null;
}

export const FREE_SLOT: RateLimitState = {
  busyUntil: 0,
  nextAt: 0,
  pausedUntil: 0,
  pauseMs: 0,
  stretch: 0,
  used: 0,
};

const usedIn = (state: RateLimitState, stretch: number): number =>
  state.stretch === stretch ? state.used : 0;

/** Until when a server is not to be asked at all: it wants a pause, or has heard enough for now. */
function closedUntil(state: RateLimitState, now: number): number {
  const stretch = Math.floor(now / STRETCH_MS);
  const isSpent = usedIn(state, stretch) >= STRETCH_BUDGET;
  return Math.max(state.pausedUntil, isSpent ? (stretch + 1) * STRETCH_MS : 0);
}

/** Turns without the times that only a clock which was ahead can have left: they bind nobody. */
function withoutFutureTimes(state: RateLimitState, now: number): RateLimitState {
  const upTo = (at: number, latest: number): number => (at > latest + SKEW_MS ? 0 : at);
  const pausedUntil = Math.min(state.pausedUntil, now + (state.pauseMs || LONGEST_PAUSE_MS));
  const open = Math.max(now, closedUntil({ ...state, pausedUntil }, now));
  return {
    ...state,
    busyUntil: upTo(state.busyUntil, now + LEASE_MS),
    nextAt: upTo(state.nextAt, now + GAP_MS),
    pausedUntil,
    ...(state.lineEnds ? { lineEnds: upTo(state.lineEnds, open + LONGEST_LINE_MS) } : {}),
  };
}

/**
 * Takes a turn: the state to store when it is free, else the earliest time to come back (ms since 1970).
 *
 * @param place the place in the line, as `joinQueue` gave it; null for whoever has none, who comes after the line
 */
export function claimSlot(
  stored: RateLimitState,
  now: number,
  place: number | null = null,
): { readonly claimed: RateLimitState } | { readonly until: number } {
  const state = withoutFutureTimes(stored, now);
  const free = Math.max(state.busyUntil, state.nextAt, place ?? state.lineEnds ?? 0);
  const until = Math.max(free, closedUntil(state, now));
  if (until > now) return { until };
  const stretch = Math.floor(now / STRETCH_MS);
  const used = usedIn(state, stretch) + 1;
  const pausedUntil = Math.min(state.pausedUntil, now);
  return { claimed: { ...state, busyUntil: now + LEASE_MS, pausedUntil, stretch, used } };
}

/** Takes a place at the end of the line: the state to store, and the time of the place (ms since 1970). */
export function joinQueue(
  stored: RateLimitState,
  now: number,
): { readonly joined: RateLimitState; readonly place: number } {
  const state = withoutFutureTimes(stored, now);
  const free = state.busyUntil > now ? now + PLACE_MS : Math.max(now, state.nextAt);
  const place = Math.max(free, closedUntil(state, now), state.lineEnds ?? 0);
  return { joined: { ...state, lineEnds: place + PLACE_MS }, place };
}

function pauseAfter(
  state: RateLimitState,
  { service, retryAt }: RateLimitReport,
  now: number,
): number {
  const asked = retryAt ? retryAt.getTime() - now : 0;
  const pause = asked > 0 ? asked : Math.max(FIRST_PAUSE_MS[service], state.pauseMs * 2);
  return Math.min(pause, LONGEST_PAUSE_MS);
}

/** Gives a turn back: the next one is two seconds away, or after a pause when the server refused. */
export function releaseSlot(
  state: RateLimitState,
  report: RateLimitReport,
  now: number,
): RateLimitState {
  const { rateLimited, isRefused = false } = report;
  const pauseMs = rateLimited || isRefused ? pauseAfter(state, report, now) : 0;
  // Whoever comes back after its lease must not end a pause that was learned meanwhile.
  const pausedUntil = pauseMs > 0 ? Math.max(state.pausedUntil, now + pauseMs) : state.pausedUntil;
  return { ...state, busyUntil: 0, nextAt: now + GAP_MS, pausedUntil, pauseMs, isRefused };
}

/** True when nothing that is known of a server binds anybody any more: it may be forgotten. */
export const isIdle = (state: RateLimitState, now: number): boolean =>
  Math.max(
    state.pausedUntil,
    state.nextAt,
    state.busyUntil,
    state.lineEnds ?? 0,
    (state.stretch + 1) * STRETCH_MS,
  ) < now;
