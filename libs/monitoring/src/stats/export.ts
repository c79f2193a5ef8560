import { type CheckView, maxPlausibleTime, notFound, viewWithFailure } from '@app/domain';
import type { ExportOfTarget, StatsDaily } from '@app/domain/stats';
import { dayOf } from '@app/domain/days';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';
import { exportedRange } from './exported-range.ts';
import { checksWithin } from '../history/checks-within.ts';
import { statsOfDays, type StatsPorts } from './read-stats.ts';

/** Checks of a target piece by piece, oldest first. Throws not-found, before the first piece is read. */
export async function checksBetween(
  { ports }: Context<Pick<Ports, 'targets' | 'results' | 'now'>>,
  { targetId, ...asked }: ExportOfTarget,
): Promise<AsyncIterable<CheckView[]>> {
  const target = await ports.targets.get(targetId);
  if (!target) throw notFound('target');
  const { from, to } = exportedRange(asked, ports.now());
  const latest = maxPlausibleTime(ports.now());
  const pieces = checksWithin(ports, target, { from, to: to < latest ? to : latest });
  return (async function* () {
    for await (const checks of pieces) yield checks.map((check) => viewWithFailure(check));
  })();
}

/** The numbers of each day that an export touches. Throws not-found. */
export async function daysBetween(
  { ports }: Context<StatsPorts>,
  { targetId, ...asked }: ExportOfTarget,
): Promise<StatsDaily> {
  const now = ports.now();
  const { from, to } = exportedRange(asked, now);
  const { timeZone } = await ports.settings.get();
  const last = new Date(Math.max(from.getTime(), Math.min(to.getTime(), now.getTime()) - 1));
  return await statsOfDays(ports, targetId, {
    first: dayOf(from, timeZone),
    last: dayOf(last, timeZone),
  });
}
