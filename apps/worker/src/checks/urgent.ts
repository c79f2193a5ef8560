import { setTimeout as sleep } from 'node:timers/promises';
import type { ClaimedTarget, FinishedCheck, Ports } from '@app/monitoring';
import { leaseEnd } from './leases.ts';
import type { Recorder } from './recorder.ts';
import type { CheckRunner } from './runner.ts';

/** Clocks of machines differ a little: a job may come before its slot by our clock. */
const MAX_EARLY_MS = 5_000;

/** The check cannot run now; its job is tried again in a moment. */
class BusyError extends Error {
  readonly code = 'BUSY';
}

export interface UrgentParts {
  ports: Pick<Ports, 'targets' | 'now' | 'newId'>;
  runner: CheckRunner;
  recorder: Recorder;
}

/**
 * Runs the urgent check of a target, if it still has one, until its result is recorded. Throws while another
 * check holds the target.
 */
export async function runUrgentCheck(
  parts: UrgentParts,
  targetId: string,
  signal: AbortSignal,
): Promise<void> {
  const claimed = await claimUrgent(parts.ports, targetId, signal);
  if (!claimed) return;
  const finished = await runOrRelease(parts, claimed, signal);
  await unlessAborted(parts.recorder.add(finished), signal);
}

async function claimUrgent(
  ports: UrgentParts['ports'],
  targetId: string,
  signal: AbortSignal,
): Promise<ClaimedTarget | null> {
  const target = await ports.targets.get(targetId);
  const slot = target?.schedule.urgent?.slot;
  if (!target || !slot) return null;
  const earlyMs = slot.getTime() - ports.now().getTime();
  if (earlyMs > MAX_EARLY_MS) return null;
  if (earlyMs > 0) await sleep(earlyMs, undefined, { signal });
  const now = ports.now();
  const lease = { token: ports.newId(), until: leaseEnd(now, target.request.timeoutMs) };
  const claimed = await ports.targets.claimUrgent({ id: targetId, now, lease });
  if (!claimed) throw new BusyError('Another check of this target is running.');
  return claimed;
}

async function runOrRelease(
  { ports, runner }: UrgentParts,
  claimed: ClaimedTarget,
  signal: AbortSignal,
): Promise<FinishedCheck> {
  try {
    const finished = await runner.run(claimed, true, signal);
    if (finished) return finished;
    throw new BusyError('There was no place for this check in time.');
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
