import { keptFrom, type Settings, type Setbacks } from '@app/domain';
import type { Ports } from '../ports/index.ts';
import type { ResultStore, TargetDay } from '../ports/results.ts';
import { doOrSetApart } from '../set-apart.ts';
import { countableBefore, daysAround, rollUp, type RollUpPorts } from './roll-up.ts';

export interface ClosePorts extends RollUpPorts, Pick<Ports, 'log'> {
  results: RollUpPorts['results'] & Pick<ResultStore, 'openDays' | 'closeDay'>;
}

/** Days of targets that become one at a time: about 50 ms of work. */
const CLOSED_AT_ONCE = 100;
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
  const close = async (one: TargetDay): Promise<void> => {
    const id = idOf(one);
    const isClosed = await doOrSetApart(
      { setbacks, log: ports.log, now: ports.now() },
      { kind: CLOSING, id },
      async () => {
        // First: hours that are open tell that there is something to count.
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
    const days = open.filter((one) => !waiting.has(idOf(one)));
    for (const one of open) if (waiting.has(idOf(one))) failed.set(idOf(one), one);
    for (let at = 0; at < days.length; at += IN_PARALLEL) {
      await Promise.all(days.slice(at, at + IN_PARALLEL).map(close));
    }
    return open.length;
  };
}
