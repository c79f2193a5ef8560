import type { LaneLimits } from './lane-limits.ts';
import type { LaneState } from './lane.ts';

/** A provider asks for an hour at most (`Retry-After`); a pause that ends later was made by a clock that was ahead. */
const LONGEST_PAUSE_MS = 3_600_000 + 60_000;
/** The longest debt that sending can run up, with a margin. */
const LONGEST_DEBT_MS = 120_000;

const spacingMs = ({ perSecond }: LaneLimits): number => 1_000 / perSecond;

/** Until when a lane is paused; null when it is not. */
export function pauseOf({ pausedUntil }: Pick<LaneState, 'pausedUntil'>, now: Date): Date | null {
  if (pausedUntil === null || pausedUntil <= now) return null;
  return pausedUntil.getTime() - now.getTime() > LONGEST_PAUSE_MS ? null : pausedUntil;
}

/** Since when sends count (GCRA, "theoretical arrival time"): never in the past, never far ahead. */
function debtFrom({ paceAt }: Pick<LaneState, 'paceAt'>, now: Date): number {
  const from = Math.max(paceAt?.getTime() ?? 0, now.getTime());
  return from - now.getTime() > LONGEST_DEBT_MS ? now.getTime() : from;
}

/** When the next message may be sent without going faster than permitted; `now` if at once. */
export function nextSendAt(lane: Pick<LaneState, 'paceAt'>, limits: LaneLimits, now: Date): Date {
  const tolerated = (limits.burst - 1) * spacingMs(limits);
  return new Date(Math.max(now.getTime(), debtFrom(lane, now) - tolerated));
}

/** The pace once a message was sent. */
export const afterSend = (lane: Pick<LaneState, 'paceAt'>, limits: LaneLimits, now: Date): Date =>
  new Date(debtFrom(lane, now) + spacingMs(limits));
