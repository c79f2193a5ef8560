import {
  type Alert,
  type CheckView,
  maxPlausibleTime,
  notFound,
  viewWithFailure,
} from '@app/domain';
import type { ExportAlerts, ExportOfTarget, StatsDaily } from '@app/domain/stats';
import { dayOf } from '@app/domain/days';
import { listAlerts } from '../alerts/read-alerts.ts';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';
import { checksWithin } from './checks-within.ts';
import { statsOfDays, type StatsPorts } from './read-stats.ts';

/** What an export tells of when nothing else is said. */
const DEFAULT_MS = 30 * 86_400_000;
const ALERTS_AT_ONCE = 200;

interface Asked {
  from?: Date | undefined;
  to?: Date | undefined;
}

function rangeOf({ from, to }: Asked, now: Date): { from: Date; to: Date } {
  const end = to ?? now;
  return { from: from ?? new Date(end.getTime() - DEFAULT_MS), to: end };
}

/** Checks of a target piece by piece, oldest first. Throws not-found, before the first piece is read. */
export async function checksBetween(
  { ports }: Context<Pick<Ports, 'targets' | 'results' | 'now'>>,
  { targetId, ...asked }: ExportOfTarget,
): Promise<AsyncIterable<CheckView[]>> {
  const target = await ports.targets.get(targetId);
  if (!target) throw notFound('target');
  const { from, to } = rangeOf(asked, ports.now());
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
  const { from, to } = rangeOf(asked, now);
  const { timeZone } = await ports.settings.get();
  const last = new Date(Math.max(from.getTime(), Math.min(to.getTime(), now.getTime()) - 1));
  return await statsOfDays(ports, targetId, {
    first: dayOf(from, timeZone),
    last: dayOf(last, timeZone),
  });
}

/** Alerts that were opened in some time, of one target or of all, piece by piece. Throws not-found. */
export async function alertsBetween(
  context: Context<Pick<Ports, 'alerts' | 'targets' | 'now'>>,
  { targetId, ...asked }: ExportAlerts,
): Promise<AsyncIterable<Alert[]>> {
  const { ports } = context;
  if (targetId !== undefined && !(await ports.targets.get(targetId))) throw notFound('target');
  const { from, to } = rangeOf(asked, ports.now());
  return (async function* () {
    let cursor: string | null = null;
    do {
      const page: { items: Alert[]; nextCursor: string | null } = await listAlerts(context, {
        limit: ALERTS_AT_ONCE,
        ...(targetId === undefined ? {} : { targetId }),
        ...(cursor === null ? {} : { cursor }),
      });
      yield page.items.filter(({ openedAt }) => openedAt >= from && openedAt < to);
      // Open ones come first, then the newest: what follows is older still.
      const last = page.items.at(-1);
      if (last?.state === 'resolved' && last.openedAt < from) return;
      cursor = page.nextCursor;
    } while (cursor !== null);
  })();
}
