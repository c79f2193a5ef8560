import type { TargetChange } from './change.ts';
import type { TargetRecord } from './record.ts';
import { stateAt } from './status/stale.ts';
import type { StatusState } from './status/state.ts';
import type { Transition } from './status/transition.ts';

/**
 * The state of a target at an instant, the silence included that nobody has written down yet. Nothing is silent
 * while somebody holds the target: its check is under way, or waits for its turn.
 */
export const effectiveState = (
  { state, schedule: { silentAt, lease } }: Pick<TargetRecord, 'state' | 'schedule'>,
  at: Date,
): StatusState =>
  stateAt(state, silentAt && lease && lease.until > silentAt ? lease.until : silentAt, at);

/** The state that follows, and the stretch without knowledge that ends with it. */
export const stateChange = ({
  state,
  gap,
}: Pick<Transition, 'state' | 'gap'>): Pick<TargetChange, 'state' | 'gap'> => ({
  state,
  ...(gap ? { gap } : {}),
});
