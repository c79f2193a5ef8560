import type { FinishedCheck } from '@app/domain';
import type { OwnNetwork } from './own-network.ts';

/** A check that was under way while the network came back looks again at once: nobody else will before its next slot. */
export const withReturn = (
  network: Pick<OwnNetwork, 'isAway'>,
  finished: FinishedCheck,
): FinishedCheck =>
  finished.offline && !network.isAway(finished.offline)
    ? { ...finished, isSeenAgain: true }
    : finished;
