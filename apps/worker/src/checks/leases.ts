import type { ClaimedTarget, Lease, Ports } from '@app/monitoring';

/** Time to record a result after the deadline of its check. */
const GRACE_MS = 5_000;
/** Deadline that most targets have (DEFAULT_REQUEST); longer ones get a longer lease of their own. */
const USUAL_TIMEOUT_MS = 10_000;

type LeasePorts = Pick<Ports, 'now' | 'newId' | 'targets'>;

/** Instant until which a check that starts at `from` at the latest must be left alone by others. */
export const leaseEnd = (from: Date, timeoutMs: number): Date =>
  new Date(from.getTime() + timeoutMs + GRACE_MS);

/** Whether a check can still be run and recorded before its lease ends. */
export const isLeaseEnough = ({ target, lease }: ClaimedTarget, now: Date): boolean =>
  lease.until.getTime() - now.getTime() >= target.request.timeoutMs + GRACE_MS / 5;

/** What is to be claimed. */
export interface DueClaim {
  partitions: readonly number[];
  /** Checks that are due before this. */
  horizon: Date;
  /** When the last of them begins. */
  startBy: Date;
  limit: number;
}

/** Leases that were made longer than this would keep the checks of a killed worker from the others. */
const LONGEST_CLAIM_MS = 20_000;

/**
 * When checks begin that are claimed now: before the horizon, or later when the store is slow. `claimMs` is how long
 * the last claim took; a lease that did not allow for it would be too short for every check under it.
 */
export function startOfClaimed(now: Date, horizon: Date, claimMs: number): Date {
  const expectedMs = Math.min(2 * claimMs, LONGEST_CLAIM_MS);
  return new Date(Math.max(horizon.getTime(), now.getTime() + expectedMs));
}

/**
 * Claims checks of the given partitions that are due before a horizon. The lease fits the usual deadline,
 * so that the checks of a killed worker come back soon; targets with a longer one get it by a second write.
 */
export async function claimDueChecks(
  ports: LeasePorts,
  { startBy, ...claim }: DueClaim,
): Promise<ClaimedTarget[]> {
  const lease = { token: ports.newId(), until: leaseEnd(startBy, USUAL_TIMEOUT_MS) };
  const claimed = await ports.targets.claimDue({ ...claim, now: ports.now(), lease });
  const lengthened = await Promise.all(
    claimed.map(async (one) =>
      one.target.request.timeoutMs > USUAL_TIMEOUT_MS ? await lengthen(ports, one, startBy) : one,
    ),
  );
  return lengthened.filter((one) => one !== null);
}

/** Null when the target was changed meanwhile: then somebody else decides about it. */
async function lengthen(
  ports: LeasePorts,
  claimed: ClaimedTarget,
  startBy: Date,
): Promise<ClaimedTarget | null> {
  const { target } = claimed;
  const lease: Lease = {
    token: claimed.lease.token,
    until: leaseEnd(startBy, target.request.timeoutMs),
  };
  const schedule = { ...target.schedule, lease };
  const isKept = await ports.targets.change(target.id, target.version, { schedule });
  return isKept ? { ...claimed, lease } : null;
}
