import { type CountedDays, keptFrom, type Settings, type Setbacks } from '@app/domain';
import { addDays, dayOf, wholeDay } from '@app/domain/days';
import type { DailyStore } from '../ports/daily.ts';
import type { Ports } from '../ports/index.ts';
import type { TargetAge, TargetStore } from '../ports/targets.ts';
import { doOrSetApart } from '../set-apart.ts';
import { CLOSED_AFTER_MS } from './close-days.ts';
import { type DayRange, rollUp, type RollUpPorts } from './roll-up.ts';

export interface CountPorts extends RollUpPorts, Pick<Ports, 'log'> {
  daily: RollUpPorts['daily'] & Pick<DailyStore, 'counted'>;
  targets: RollUpPorts['targets'] & Pick<TargetStore, 'ages'>;
}

const AT_ONCE = 200;
const IN_PARALLEL = 4;
const COUNTING = 'counting the days of the target';

/**
 * Counts the days that are over and have no record, target by target: those of targets that are checked so seldom that
 * they still carry their checks, that were paused or that nobody looked after, and those that were counted in another
 * time zone. Each call looks at some targets and answers how many, 0 once all were looked at.
 *
 * @param counted up to which day this was done before
 * @param onCounted told once it is done for every target
 */
export function countDays(
  ports: CountPorts,
  {
    settings: { retention, timeZone: zone },
    now,
    setbacks,
    counted,
    onCounted,
  }: {
    settings: Settings;
    now: Date;
    setbacks: Setbacks;
    counted: CountedDays | undefined;
    onCounted: (counted: CountedDays) => void;
  },
): (goOn: () => Promise<void>) => Promise<number> {
  const last = addDays(dayOf(new Date(now.getTime() - CLOSED_AFTER_MS), zone), -1);
  const first =
    counted?.zone === zone
      ? addDays(counted.day, 1)
      : firstWhole(keptFrom(retention, now).checks, zone);
  let after: string | null = null;
  let isOver = first > last;
  let hasFailed = false;

  const count = async ({ id, days }: Uncounted): Promise<void> => {
    const [oldest, newest] = [days[0], days.at(-1)];
    if (!oldest || !newest) return;
    const isCounted = await doOrSetApart(
      { setbacks, log: ports.log, now: ports.now() },
      { kind: COUNTING, id },
      () => rollUp(ports, id, { first: oldest, last: newest, zone }),
    );
    if (!isCounted) hasFailed = true;
  };

  return async (goOn) => {
    if (isOver) return 0;
    const some: TargetAge[] = await ports.targets.ages(after, AT_ONCE);
    const uncounted = await uncountedDays(ports, some, { first, last, zone });
    for (let at = 0; at < uncounted.length; at += IN_PARALLEL) {
      await goOn();
      await Promise.all(uncounted.slice(at, at + IN_PARALLEL).map(count));
    }
    after = some.at(-1)?.id ?? after;
    isOver = some.length < AT_ONCE;
    // Those that failed are looked at again next time, and all others with them.
    if (isOver && !hasFailed) onCounted({ zone, day: last });
    return some.length;
  };
}

/** A target with the days of it that have no record of the zone, oldest first. */
interface Uncounted {
  id: string;
  days: string[];
}

/** Targets that lack records of days of a range since they are there. */
async function uncountedDays(
  { daily }: { daily: Pick<DailyStore, 'counted'> },
  targets: readonly TargetAge[],
  { first, last, zone }: DayRange,
): Promise<Uncounted[]> {
  const days: string[] = [];
  for (let day = first; day <= last; day = addDays(day, 1)) days.push(day);
  const ids = targets.map(({ id }) => id);
  const counted = new Set(
    (await daily.counted(ids, days))
      .filter((one) => one.zone === zone)
      .map(({ targetId, day }) => `${targetId} ${day}`),
  );
  return targets.flatMap(({ id, createdAt }) => {
    const born = dayOf(createdAt, zone);
    const own = days.filter((day) => day >= born && !counted.has(`${id} ${day}`));
    return own.length > 0 ? [{ id, days: own }] : [];
  });
}

/** The first day of a zone that begins at an instant or later. */
function firstWhole(at: Date, zone: string): string {
  const day = dayOf(at, zone);
  return wholeDay(day, zone).from < at ? addDays(day, 1) : day;
}
