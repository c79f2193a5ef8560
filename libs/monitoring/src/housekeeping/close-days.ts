import { keptFrom, type Settings, type Setbacks } from '@app/domain';
import type { Ports } from '../ports/index.ts';
import type { ResultStore, TargetDay } from '../ports/results.ts';
import { doOrSetApart } from '../set-apart.ts';
import { countableBefore, daysAround, rollUp, rollUpMany, type RollUpPorts } from './roll-up.ts';

export interface ClosePorts extends RollUpPorts, Pick<Ports, 'log'> {
  results: RollUpPorts['results'] & Pick<ResultStore, 'openDays' | 'closeDay' | 'closeDays'>;
}

/** Days of targets that are looked for with one question. */
const CLOSED_AT_ONCE = 100;
/** Those that are read and written together: of checks every 20 s they hold 10 MB. */
const TOGETHER = 25;
/** How many of these batches, and of days that are closed one by one, are under way. */
const BATCHES = 2;
const IN_PARALLEL = 4;
/** Most checks of a day have left their targets by then; later ones are added. */
export const CLOSED_AFTER_MS = 3 * 3_600_000;

const CLOSING = 'closing the day';
const idOf = ({ targetId, day }: TargetDay): string =>
  `${day.toISOString().slice(0, 10)} of the target ${targetId}`;

/**
 * Counts the days that are over and makes their hours one, those of the oldest hours first; each call does some and
 * answers how many, 0 when none is left. A day that fails is set apart and keeps no other waiting.
 */
export function closeDays(
  ports: ClosePorts,
  { settings, now, setbacks }: { settings: Settings; now: Date; setbacks: Setbacks },
): () => Promise<number> {
  const { retention, timeZone } = settings;
  const kept = keptFrom(retention, now).checks;
  const before = countableBefore(new Date(now.getTime() - CLOSED_AFTER_MS), timeZone);
  const failed = new Map<string, TargetDay>();

  /** Closes the same day of several targets; returns those that are to be closed one by one. */
  const closeTogether = async (days: readonly TargetDay[]): Promise<readonly TargetDay[]> => {
    const [one] = days;
    if (!one) return [];
    try {
      const range = daysAround(one.day, timeZone, kept);
      const ids = days.map(({ targetId }) => targetId);
      // First: hours that are open tell that there is something to count.
      if (range && !(await rollUpMany(ports, ids, range))) return days;
      return await ports.results.closeDays(days);
    } catch (error) {
      // Whose fault it is shows when they are closed one by one.
      ports.log.debug({ err: error, days: days.length }, 'days are closed one by one');
      return days;
    }
  };
  const close = async (one: TargetDay): Promise<void> => {
    const id = idOf(one);
    const isClosed = await doOrSetApart(
      { setbacks, log: ports.log, now: ports.now() },
      { kind: CLOSING, id },
      async () => {
        const days = daysAround(one.day, timeZone, kept);
        if (days) await rollUp(ports, one.targetId, days);
        await ports.results.closeDay(one);
      },
    );
    if (!isClosed) failed.set(id, one);
  };

  return async () => {
    const waiting = new Set(setbacks.waiting(CLOSING, ports.now()));
    const open = await ports.results.openDays(before, CLOSED_AT_ONCE, [...failed.values()]);
    for (const one of open) if (waiting.has(idOf(one))) failed.set(idOf(one), one);
    const batches = inBatches(open.filter((one) => !waiting.has(idOf(one))));
    const left: TargetDay[] = [];
    for (let at = 0; at < batches.length; at += BATCHES) {
      const some = batches.slice(at, at + BATCHES);
      left.push(...(await Promise.all(some.map(closeTogether))).flat());
    }
    for (let at = 0; at < left.length; at += IN_PARALLEL) {
      await Promise.all(left.slice(at, at + IN_PARALLEL).map(close));
    }
    return open.length;
  };
}

/** Days of one date each, a few targets at a time. */
function inBatches(days: readonly TargetDay[]): TargetDay[][] {
  const byDate = Map.groupBy(days, ({ day }) => day.getTime());
  return [...byDate.values()].flatMap((ofDate) =>
    Array.from({ length: Math.ceil(ofDate.length / TOGETHER) }, (_, index) =>
      ofDate.slice(index * TOGETHER, (index + 1) * TOGETHER),
    ),
  );
}
