import { keepingAfter, keptFrom, type Settings } from '@app/domain';
import type { Context } from '../context.ts';
import type { AlertStore } from '../ports/alerts.ts';
import type { DeliveryStore } from '../ports/deliveries.ts';
import type { InboxStore } from '../ports/inbox.ts';
import type { Ports } from '../ports/index.ts';
import type { ResultStore, TargetDay } from '../ports/results.ts';
import { pruneAudit, settleAudit } from '../audit/keep-audit.ts';
import { dropSpent, type DropPorts } from './drop-spent.ts';
import { archiveOldestDay, type ArchivePorts } from './archive-day.ts';
import { countableBefore, daysAround, rollUp, type RollUpPorts } from './roll-up.ts';

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

/** Days of targets that become one at a time: about 50 ms of work. */
const CLOSED_AT_ONCE = 100;
const IN_PARALLEL = 4;
/** Buckets of older versions that are moved at a time. */
const ADOPTED_AT_ONCE = 200;
/** Documents that are deleted at a time. */
const REMOVED_AT_ONCE = 200;
/** Most checks of a day have left their targets by then; later ones are added. */
const CLOSED_AFTER_MS = 3 * 3_600_000;

export interface HousekeepingPorts extends Pick<
  Ports,
  'audit' | 'housekeeping' | 'settings' | 'changes' | 'archive' | 'daily' | 'log' | 'now' | 'newId'
> {
  results: ArchivePorts['results'] &
    RollUpPorts['results'] &
    Pick<ResultStore, 'openDays' | 'closeDay' | 'adoptOld' | 'removeDays' | 'removeEvidence'>;
  targets: RollUpPorts['targets'];
  alerts: Pick<AlertStore, 'removeBefore' | 'outages'> & DropPorts['alerts'];
  channels: DropPorts['channels'];
  deliveries: Pick<DeliveryStore, 'removeBefore'> & DropPorts['deliveries'];
  inbox: Pick<InboxStore, 'removeBefore'>;
}

/** Does some of a kind of work; answers how much that was, 0 when nothing is left. */
type Step = (goOn: () => Promise<void>) => Promise<number>;

/** Work is broken off: others are to have a turn, it has to stop, or another process does it. */
class BrokenOff extends Error {}

/**
 * Keeps house where nobody else does and it is due: counts days that are over and makes their hours one, moves what older versions
 * have stored, drops messages with which nothing can be done any more,
 * archives and deletes what is older than it is kept. Everything is done in small batches, each of which is
 * safe to repeat and to break off. Answers how much was done; null when it was not our turn.
 */
export async function keepHouse({
  ports,
  signal,
}: Context<HousekeepingPorts>): Promise<number | null> {
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
  const removals = memory.heldUntil ? [] : removalsOf(ports, settings, start);
  const errors: unknown[] = [];
  let done = 0;
  for (const step of [...movesOf(ports, settings, start), ...removals]) {
    try {
      for (let some = -1; some !== 0 && !isOver();) {
        some = await step(goOn);
        done += some;
        await goOn();
      }
    } catch (error) {
      if (error instanceof BrokenOff || signal.aborted) break;
      // What keeps one kind of work from being done keeps no other waiting.
      errors.push(error);
    }
  }
  const now = ports.now();
  const isDueAtOnce = isOver() && errors.length === 0;
  const dueAt = isDueAtOnce ? now : new Date(now.getTime() + PAUSE_MS);
  await ports.housekeeping.complete(token, memory, dueAt);
  if (done > 0) ports.log.debug({ done }, 'kept house');
  if (errors.length > 0) throw new AggregateError(errors, 'Not all of the house could be kept.');
  return done;
}

function movesOf(ports: HousekeepingPorts, { retention, timeZone }: Settings, now: Date): Step[] {
  const { results } = ports;
  const kept = keptFrom(retention, now).checks;
  const before = countableBefore(new Date(now.getTime() - CLOSED_AFTER_MS), timeZone);
  const close = async (one: TargetDay): Promise<void> => {
    // First: hours that are open tell that there is something to count.
    const days = daysAround(one.day, timeZone, kept);
    if (days) await rollUp(ports, one.targetId, days);
    await results.closeDay(one);
  };
  return [
    () => settleAudit(ports),
    () => results.adoptOld(ADOPTED_AT_ONCE),
    async () => {
      const days = await results.openDays(before, CLOSED_AT_ONCE);
      for (let at = 0; at < days.length; at += IN_PARALLEL) {
        await Promise.all(days.slice(at, at + IN_PARALLEL).map(close));
      }
      return days.length;
    },
  ];
}

function removalsOf(ports: HousekeepingPorts, { retention }: Settings, now: Date): Step[] {
  const kept = keptFrom(retention, now);
  return [
    dropSpent(ports, 'dead', now),
    dropSpent(ports, 'pending', now),
    () => ports.results.removeEvidence(kept.evidence, REMOVED_AT_ONCE),
    () => ports.deliveries.removeBefore(kept.alerts, REMOVED_AT_ONCE),
    () => ports.inbox.removeBefore(kept.alerts, REMOVED_AT_ONCE),
    () => ports.alerts.removeBefore(kept.alerts, REMOVED_AT_ONCE),
    () => pruneAudit(ports, kept.audit),
    (goOn) =>
      retention.archive
        ? archiveOldestDay(ports, kept.checks, goOn)
        : ports.results.removeDays(kept.checks, REMOVED_AT_ONCE),
  ];
}
