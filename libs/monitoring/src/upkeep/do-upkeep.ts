import type { Lease } from '@app/domain';
import { backupFaultOf, type UpkeepName, type UpkeepRun } from '@app/domain/backups';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';

/** How long the right to a piece of upkeep is taken for at a time. */
export const UPKEEP_LEASE_MS = 120_000;
/** How often it is prolonged meanwhile. */
const RENEW_MS = 20_000;

export type UpkeepPorts = Pick<Ports, 'upkeep' | 'settings' | 'log' | 'now' | 'newId'>;

/** A kind of upkeep. Times of day are those of the time zone of the installation. */
export interface UpkeepTask {
  readonly name: UpkeepName;
  /** When it is due where it was never done. */
  readonly firstDueAt: (now: Date, timeZone: string) => Date;
  /** Does it; what it throws is what went wrong. */
  readonly run: (signal: AbortSignal) => Promise<Omit<UpkeepRun, 'startedAt' | 'endedAt'>>;
  readonly nextDueAt: (run: UpkeepRun, timeZone: string) => Date;
}

/**
 * Does a piece of upkeep where it is due and nobody else does it. May be broken off at any time: it is then done by whoever
 * comes next. Returns what came of it; null when it was not our turn, or was broken off.
 */
export async function doUpkeep(
  { ports, signal }: Context<UpkeepPorts>,
  { name, firstDueAt, run, nextDueAt }: UpkeepTask,
): Promise<UpkeepRun | null> {
  const { upkeep, settings, log, newId, now } = ports;
  const token = newId();
  const leaseFrom = (at: Date): Lease => ({
    token,
    until: new Date(at.getTime() + UPKEEP_LEASE_MS),
  });
  const { timeZone } = await settings.get();
  const startedAt = now();
  const claim = {
    now: startedAt,
    lease: leaseFrom(startedAt),
    firstDueAt: firstDueAt(startedAt, timeZone),
  };
  if (!(await upkeep.claim(name, claim))) return null;
  const lost = new AbortController();
  const renewing = setInterval(() => {
    // While the store is away the right stays ours until it runs out, and the work itself fails.
    void upkeep.renew(name, leaseFrom(now())).then(
      (isHeld) => isHeld || lost.abort(new Error('Another process does it.')),
      () => undefined,
    );
  }, RENEW_MS);
  const broken = AbortSignal.any([signal, lost.signal]);
  let done: UpkeepRun;
  try {
    done = { startedAt, endedAt: startedAt, ...(await run(broken)) };
  } catch (error) {
    if (broken.aborted) {
      await upkeep.release(name, token);
      return null;
    }
    log.error({ task: name, err: error }, 'upkeep failed; it is tried again');
    done = { startedAt, endedAt: startedAt, fault: backupFaultOf(error) };
  } finally {
    clearInterval(renewing);
  }
  done.endedAt = now();
  await upkeep.complete(name, token, { run: done, dueAt: nextDueAt(done, timeZone) });
  return done;
}
