import type { UrgentOfTarget } from '@app/domain';

/** An urgent check as the queue is told of it. */
export const urgent = (
  targetId: string,
  slot: Date,
  origin: UrgentOfTarget['origin'] = 'confirmation',
): UrgentOfTarget => ({ targetId, slot, origin });
