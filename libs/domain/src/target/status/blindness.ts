import type { BlindReason } from '../../check/blind-reason.ts';
import type { ProbeResult } from '../../check/schema.ts';
import { OFFLINE_CODE } from '../../network/own-network.ts';

/** A stretch in which nobody can say how a target does, by a fault of ours. */
export interface Blindness {
  since: Date;
  why: BlindReason;
}

type Result = Pick<ProbeResult, 'outcome' | 'failure'>;

/** The fault of ours behind a result; null where there is none, or where our policy forbids the check. */
function reasonOf({ outcome, failure }: Result): BlindReason | null {
  if (outcome !== 'inconclusive') return null;
  switch (failure?.class) {
    case 'egress':
      return null;
    case 'network':
      if (failure.code === OFFLINE_CODE) return 'offline';
      return failure.code?.startsWith('DNS_') ? 'resolver' : 'network';
    case 'overload':
      return 'overload';
    default:
      return 'internal';
  }
}

/** What a result makes of our blindness for a target: it lasts from the first such result to the next that says something. */
export function blindAfter(before: Blindness | null, result: Result, at: Date): Blindness | null {
  const why = reasonOf(result);
  if (why === null) return null;
  return before?.why === why ? before : { since: before?.since ?? at, why };
}
