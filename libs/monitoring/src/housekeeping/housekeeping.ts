import { type Housekeeping, keepingAfter, keptFrom, type Settings, Setbacks } from '@app/domain';
import { withSize } from '@app/domain/storage';
import { backupFaultOf, type UpkeepRun } from '@app/domain/backups';
import type { Context } from '../context.ts';
import type { AlertStore } from '../ports/alerts.ts';
import type { DeliveryStore } from '../ports/deliveries.ts';
import type { InboxStore } from '../ports/inbox.ts';
import type { Ports } from '../ports/index.ts';
import type { ResultStore } from '../ports/results.ts';
import { pruneAudit, settleAudit } from '../audit/keep-audit.ts';
import { archiveDays, type ArchivePorts } from './archive-day.ts';
import { closeDays, type ClosePorts } from './close-days.ts';
import { countDays, type CountPorts } from './count-days.ts';
import { dropSpent, type DropPorts } from './drop-spent.ts';
import { pause } from '../timers.ts';

/** How long the right to keep house is taken for at a time. */
export const HOUSEKEEPING_LEASE_MS = 120_000;
/** How often a process asks whether house is to be kept. */
export const HOUSEKEEPING_MS = 30_000;
/** From the end of one time that had nothing left to do to the next. */
const PAUSE_MS = 600_000;
/** How often the right is prolonged meanwhile. */
const RENEW_MS = 20_000;
/** Longest stretch of work: who has the right gives others a turn, and stops soon when it has to. */
const STRETCH_MS = 60_000;

/** Buckets of older versions that are moved at a time. */
const ADOPTED_AT_ONCE = 200;
/** Documents that are deleted at a time. */
const REMOVED_AT_ONCE = 200;

export interface HousekeepingPorts extends Pick<
  Ports,
  | 'audit'
  | 'housekeeping'
  | 'upkeep'
  | 'settings'
  | 'changes'
  | 'archive'
  | 'daily'
  | 'disk'
  | 'log'
  | 'now'
  | 'newId'
> {
  results: ArchivePorts['results'] &
    ClosePorts['results'] &
    Pick<ResultStore, 'adoptOld' | 'removeDays' | 'removeEvidence'>;
  targets: CountPorts['targets'];
  alerts: Pick<AlertStore, 'removeBefore' | 'outagesOf'> & DropPorts['alerts'];
  channels: DropPorts['channels'];
  deliveries: Pick<DeliveryStore, 'removeBefore'> & DropPorts['deliveries'];
  inbox: Pick<InboxStore, 'removeBefore'>;
}

/** Does some of a kind of work; answers how much that was, 0 when nothing is left. */
type Step = (goOn: () => Promise<void>) => Promise<number>;

/** Steps that people see as one kind of upkeep. */
interface Work {
  name: 'roll-up' | 'retention' | 'archive';
  steps: Step[];
}

/** Work is broken off: others are to have a turn, it has to stop, or another process does it. */
class BrokenOff extends Error {}

/**
 * Keeps house where nobody else does and it is due: counts days that are over and makes their hours one, moves what older versions
 * have stored, drops messages with which nothing can be done any more,
 * archives and deletes what is older than it is kept. Everything is done in small batches, each of which is
 * safe to repeat and to break off; a target or a day that fails is set apart, and all others go on. Answers how much was
 * done; null when it was not our turn.
 */
export async function keepHouse(
  { ports, signal }: Context<HousekeepingPorts>,
  setbacks = new Setbacks(),
): Promise<number | null> {
  const start = ports.now();
  const token = ports.newId();
  const until = (now: Date): Date => new Date(now.getTime() + HOUSEKEEPING_LEASE_MS);
  const claimed = await ports.housekeeping.claim(start, { token, until: until(start) });
  if (!claimed) return null;
  const memory = keepingAfter(claimed.memory, start);
  let renewedAt = start;
  const goOn = async (): Promise<void> => {
    signal.throwIfAborted();
    const now = ports.now();
    if (now.getTime() - renewedAt.getTime() < RENEW_MS) return;
    if (!(await ports.housekeeping.renew(token, until(now)))) throw new BrokenOff();
    renewedAt = now;
  };
  const isOver = (): boolean =>
    signal.aborted || ports.now().getTime() - start.getTime() >= STRETCH_MS;

  const settings = await ports.settings.get();
  const house: House = { ports, settings, now: start, setbacks, memory, signal };
  const works = [movesOf(house), ...(memory.heldUntil ? [] : removalsOf(house))];
  const errors: unknown[] = [];
  const runs: { name: Work['name']; run: UpkeepRun }[] = [];
  let done = 0;
  /** What each kind came to; null when it was broken off. */
  const doWork = async ({ name, steps }: Work): Promise<UpkeepRun | null> => {
    const run: UpkeepRun = { startedAt: ports.now(), endedAt: start, fault: null, done: 0 };
    for (const step of steps) {
      try {
        for (let some = -1; some !== 0 && !isOver();) {
          some = await step(goOn);
          run.done = (run.done ?? 0) + some;
          await goOn();
        }
      } catch (error) {
        if (error instanceof BrokenOff || signal.aborted) return null;
        // What keeps one kind of work from being done keeps no other waiting.
        errors.push(error);
        run.fault ??= backupFaultOf(error);
      }
    }
    done += run.done ?? 0;
    run.endedAt = ports.now();
    runs.push({ name, run });
    return run;
  };
  for (const work of works) if ((await doWork(work)) === null) break;
  const bytes = await ports.disk.usedBytes().catch(() => null);
  const now = ports.now();
  if (bytes !== null) memory.sizes = withSize(memory.sizes ?? [], { at: now, bytes });
  const isDueAtOnce = isOver() && errors.length === 0;
  const dueAt = isDueAtOnce ? now : new Date(now.getTime() + PAUSE_MS);
  for (const { name, run } of runs) await ports.upkeep.note(name, { run, dueAt });
  await ports.housekeeping.complete(token, memory, dueAt);
  if (done > 0) ports.log.debug({ done }, 'kept house');
  if (errors.length > 0) throw new AggregateError(errors, 'Not all of the house could be kept.');
  return done;
}

interface House {
  ports: HousekeepingPorts;
  settings: Settings;
  now: Date;
  setbacks: Setbacks;
  memory: Housekeeping;
  signal: AbortSignal;
}

function movesOf(house: House): Work {
  const { ports, memory, signal } = house;
  const steps: Step[] = [
    () => settleAudit(ports, (ms) => pause(ms, signal)),
    () => ports.results.adoptOld(ADOPTED_AT_ONCE),
    closeDays(ports, house),
    countDays(ports, {
      ...house,
      counted: memory.counted,
      onCounted: (counted) => (memory.counted = counted),
    }),
  ];
  return { name: 'roll-up', steps };
}

function removalsOf({ ports, settings: { retention }, now, setbacks }: House): Work[] {
  const kept = keptFrom(retention, now);
  const steps: Step[] = [
    dropSpent(ports, 'dead', now),
    dropSpent(ports, 'pending', now),
    () => ports.results.removeEvidence(kept.evidence, REMOVED_AT_ONCE),
    () => ports.deliveries.removeBefore(kept.alerts, REMOVED_AT_ONCE),
    () => ports.inbox.removeBefore(kept.alerts, REMOVED_AT_ONCE),
    () => ports.alerts.removeBefore(kept.alerts, REMOVED_AT_ONCE),
    () => pruneAudit(ports, kept.audit),
  ];
  if (retention.archive) {
    const archiving = archiveDays(ports, { before: kept.checks, setbacks });
    return [
      { name: 'retention', steps },
      { name: 'archive', steps: [archiving] },
    ];
  }
  steps.push(() => ports.results.removeDays(kept.checks, REMOVED_AT_ONCE));
  return [{ name: 'retention', steps }];
}
