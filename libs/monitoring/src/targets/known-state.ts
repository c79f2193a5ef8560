import { stateAt, type StatusState, type Transition } from '@app/domain';
import type { TargetChange } from '../ports.ts';
import type { TargetRecord } from '../records.ts';

/** The state of a target at an instant, the silence included that nobody has written down yet. */
export const knownState = (
  { state, schedule }: Pick<TargetRecord, 'state' | 'schedule'>,
  at: Date,
): StatusState => stateAt(state, schedule.silentAt, at);

/** The state that follows, and the stretch without knowledge that ends with it. */
export const stateChange = ({
  state,
  gap,
}: Pick<Transition, 'state' | 'gap'>): Pick<TargetChange, 'state' | 'gap'> => ({
  state,
  ...(gap ? { gap } : {}),
});
