import { setTimeout as sleep } from 'node:timers/promises';
import type { CheckRunner, CheckSteps, Ports, TargetStore } from '@app/monitoring';
import { type ClaimedTarget, mayBegin, type TargetRecord } from '@app/domain';
import type { LeaseKeeper } from './lease-keeper.ts';
import { leaseEnd } from './leases.ts';

/** Clocks of machines differ a little: a job may come before its slot by our clock. */
const MAX_EARLY_MS = 5_000;

export interface UrgentParts {
  ports: Pick<Ports, 'now' | 'newId'> & {
    targets: Pick<TargetStore, 'claimUrgent' | 'release'> & {
      get(id: string): Promise<Pick<TargetRecord, 'schedule'> | null>;
    };
  };
  runner: Pick<CheckRunner, 'run'>;
  checks: CheckSteps<ClaimedTarget, unknown>;
  keeper: Pick<LeaseKeeper, 'hold' | 'letGo'>;
  /** Where this worker stands; null for nowhere in particular. */
  region: string | null;
}

/**
 * Runs the urgent check of a target, if it still has one, until its result is recorded. A check that holds the target
 * began after this one was asked for: its result answers this one, too, or asks for the next. One that a worker of another
 * region is to make is left to it for a while.
 */
export async function runUrgentCheck(
  parts: UrgentParts,
  targetId: string,
  signal: AbortSignal,
): Promise<void> {
  const claimed = await claimUrgent(parts, targetId, signal);
  if (!claimed) return;
  parts.keeper.hold(claimed);
  try {
    const { recorded } = await runOrRelease(parts, claimed, signal);
    await unlessAborted(recorded, signal);
  } finally {
    parts.keeper.letGo(claimed);
  }
}

async function claimUrgent(
  { ports, region }: Pick<UrgentParts, 'ports' | 'region'>,
  targetId: string,
  signal: AbortSignal,
): Promise<ClaimedTarget | null> {
  const target = await ports.targets.get(targetId);
  const urgent = target?.schedule.urgent;
  if (!urgent) return null;
  const earlyMs = mayBegin(urgent, region).getTime() - ports.now().getTime();
  if (earlyMs > MAX_EARLY_MS) return null;
  if (earlyMs > 0) await sleep(earlyMs, undefined, { signal });
  const now = ports.now();
  const lease = { token: ports.newId(), until: leaseEnd(now) };
  return await ports.targets.claimUrgent({ id: targetId, now, lease });
}

async function runOrRelease(
  { ports, runner, checks }: UrgentParts,
  claimed: ClaimedTarget,
  signal: AbortSignal,
): Promise<{ recorded: Promise<void> }> {
  try {
    return await runner.run(checks, claimed, signal);
  } catch (error) {
    await ports.targets.release([{ id: claimed.target.id, token: claimed.lease.token }]);
    throw error;
  }
}

async function unlessAborted(work: Promise<void>, signal: AbortSignal): Promise<void> {
  const aborted = new Promise<never>((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  });
  await Promise.race([work, aborted]);
}
