import type { Gap } from '../../stats/gaps.ts';
import type { StatusState } from './state.ts';

/** What silence from an instant on makes of a state. */
export const becomeStale = (state: StatusState, from: Date): StatusState =>
  state.status === 'paused' || state.status === 'unknown'
    ? state
    : { ...state, status: 'unknown', statusSince: from };

/**
 * The state as it is at an instant: once `silentAt` has passed without a result the target is `unknown` from
 * then on, also when nobody was there to write that down.
 */
export const stateAt = (state: StatusState, silentAt: Date | null, at: Date): StatusState =>
  silentAt !== null && silentAt <= at ? becomeStale(state, silentAt) : state;

/** A first check comes at once. One that took longer leaves a stretch in which nobody knew, in milliseconds. */
const FIRST_CHECK_MS = 60_000;

/**
 * The gap that ends when a state is followed by another at an instant; null when none does. Where the target turns out
 * to be down, the gap ends with the first failure that was seen: from then on something was known.
 */
export function endedGap(before: StatusState, after: StatusState, at: Date): Gap | null {
  const { status, statusSince: from } = before;
  if (after.status === status || (status !== 'unknown' && status !== 'pending')) return null;
  const { outage } = after;
  const to = outage && outage.since > from ? outage.since : at;
  const shortest = status === 'pending' ? FIRST_CHECK_MS : 0;
  return to.getTime() - from.getTime() > shortest ? { from, to } : null;
}
