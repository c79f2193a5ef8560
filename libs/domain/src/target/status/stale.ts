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

/** The gap that ends when a state is followed by another at an instant; null when none does. */
export const endedGap = (before: StatusState, after: StatusState, at: Date): Gap | null =>
  before.status === 'unknown' && after.status !== 'unknown' && before.statusSince < at
    ? { from: before.statusSince, to: at }
    : null;
