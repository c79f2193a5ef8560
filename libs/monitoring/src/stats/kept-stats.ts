import { notFound, type TargetRecord } from '@app/domain';
import { dayOf } from '@app/domain/days';
import {
  StatsDaily,
  type StatsDailyQuery,
  StatsSummary,
  type StatsSummaryQuery,
} from '@app/domain/stats';
import type { Context } from '../context.ts';
import type { Keeping } from '../ports/cache.ts';
import type { Ports } from '../ports/index.ts';
import { statsDaily, statsSummary, type StatsPorts } from './read-stats.ts';

export type KeptStatsPorts = StatsPorts & Pick<Ports, 'cache'>;

/** What numbers depend on of a target: each result and each change raises its version. */
type Dependent = Pick<TargetRecord, 'id' | 'version' | 'intents'>;

/* For so long the windows of kept numbers may lag behind the present. A result or a change is never hidden. */
const SUMMARY: Keeping<StatsSummary> = {
  seconds: 15,
  read: (value) => StatsSummary.safeParse(value).data ?? null,
};
const DAYS: Keeping<StatsDaily> = {
  seconds: 60,
  read: (value) => StatsDaily.safeParse(value).data ?? null,
};

/** As `statsSummary`, once for all who ask between two results. Throws not-found. */
export async function keptSummary(
  context: Context<KeptStatsPorts>,
  query: StatsSummaryQuery,
): Promise<StatsSummary> {
  const make = () => statsSummary(context, query);
  const target = await dependentOn(context.ports, query.targetId);
  return await kept(context.ports, { what: 'summary', target, keeping: SUMMARY, make });
}

/**
 * As `statsDaily`, once for all who ask between two results. Throws not-found.
 *
 * @param known the target, where it was just read
 */
export async function keptDaily(
  context: Context<KeptStatsPorts>,
  query: StatsDailyQuery,
  known?: Dependent,
): Promise<StatsDaily> {
  const make = () => statsDaily(context, query);
  const target = known ?? (await dependentOn(context.ports, query.targetId));
  return await kept(context.ports, { what: `${query.days} days`, target, keeping: DAYS, make });
}

async function dependentOn(
  { targets }: Pick<Ports, 'targets'>,
  targetId: string,
): Promise<Dependent> {
  const target = await targets.get(targetId);
  if (!target) throw notFound('target');
  return target;
}

async function kept<T extends object>(
  ports: KeptStatsPorts,
  numbers: {
    what: string;
    target: Dependent;
    keeping: Keeping<T>;
    make: () => Promise<T>;
  },
): Promise<T> {
  const { what, target, keeping, make } = numbers;
  // An outage may be about to begin or to end, which changes numbers and not the target.
  if (target.intents.length > 0) return await make();
  const { timeZone, retention } = await ports.settings.get();
  const today = dayOf(ports.now(), timeZone);
  const key = [what, target.id, target.version, today, timeZone, retention.checkDays].join(' ');
  return await ports.cache.remember(key, keeping, make);
}
