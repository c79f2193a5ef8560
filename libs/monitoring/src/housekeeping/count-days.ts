import { type CountedDays, keptFrom, type Settings, type Setbacks } from '@app/domain';
import { addDays, dayOf, wholeDay } from '@app/domain/days';
import type { Ports } from '../ports/index.ts';
import type { TargetAge, TargetStore } from '../ports/targets.ts';
import { doOrSetApart } from '../set-apart.ts';
import { CLOSED_AFTER_MS } from './close-days.ts';
import { rollUp, type RollUpPorts } from './roll-up.ts';

export interface CountPorts extends RollUpPorts, Pick<Ports, 'log'> {
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

  const count = async ({ id, createdAt }: TargetAge): Promise<void> => {
    const isCounted = await doOrSetApart(
      { setbacks, log: ports.log, now: ports.now() },
      { kind: COUNTING, id },
      async () => {
        const born = dayOf(createdAt, zone);
        const range = { first: born > first ? born : first, last, zone };
        const days = await daysWithout(ports, id, range);
        const [oldest, newest] = [days[0], days.at(-1)];
        if (oldest && newest) await rollUp(ports, id, { first: oldest, last: newest, zone });
      },
    );
    if (!isCounted) hasFailed = true;
  };

  return async (goOn) => {
    if (isOver) return 0;
    const some: TargetAge[] = await ports.targets.ages(after, AT_ONCE);
    for (let at = 0; at < some.length; at += IN_PARALLEL) {
      await goOn();
      await Promise.all(some.slice(at, at + IN_PARALLEL).map(count));
    }
    after = some.at(-1)?.id ?? after;
    isOver = some.length < AT_ONCE;
    // Those that failed are looked at again next time, and all others with them.
    if (isOver && !hasFailed) onCounted({ zone, day: last });
    return some.length;
  };
}

/** The days of a range that have no record of its zone, oldest first. */
async function daysWithout(
  { daily }: Pick<RollUpPorts, 'daily'>,
  targetId: string,
  { first, last, zone }: { first: string; last: string; zone: string },
): Promise<string[]> {
  if (first > last) return [];
  const records = await daily.range(targetId, first, last);
  const has = new Set(records.filter((one) => one.zone === zone).map(({ day }) => day));
  const days: string[] = [];
  for (let day = first; day <= last; day = addDays(day, 1)) if (!has.has(day)) days.push(day);
  return days;
}

/** The first day of a zone that begins at an instant or later. */
function firstWhole(at: Date, zone: string): string {
  const day = dayOf(at, zone);
  return wholeDay(day, zone).from < at ? addDays(day, 1) : day;
}
