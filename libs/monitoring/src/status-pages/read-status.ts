import { type AlertRecord, effectiveState, notFound, type TargetRecord } from '@app/domain';
import { isInWindow, type MaintenanceRecord } from '@app/domain/alerting';
import {
  type MaintenanceFacts,
  type NotableOutage,
  type PublicStatus,
  publicStatus,
  SHOWN_DAYS,
  type StatusFacts,
  type StatusPage,
} from '@app/domain/status-pages';
import { createBreath } from '../breath.ts';
import type { Context } from '../context.ts';
import { nextTimes, timeNow } from '../silence/active-windows.ts';
import type { Ports } from '../ports/index.ts';
import { keptDaily, type KeptStatsPorts } from '../stats/kept-stats.ts';

export type StatusPorts = KeptStatsPorts & Pick<Ports, 'alertRules'>;

const DAY_MS = 86_400_000;
/** Targets of one page; more are counted only. */
const MAX_TARGETS = 200;
/** Maintenance that begins later is not told of yet. */
const ANNOUNCED_MS = 30 * DAY_MS;
const MAX_NOTABLE = 100;

/** What a page tells of now, from the same figures as the pages of the owner. */
export async function readStatus(
  context: Context<StatusPorts>,
  page: StatusPage,
): Promise<PublicStatus> {
  const { ports } = context;
  const now = ports.now();
  const { records, leftOut } = await targetsOf(ports, page);
  const { timeZone } = await ports.settings.get();
  const { maintenance } = await ports.alertRules.get();
  const targets: StatusFacts[] = [];
  const breathe = createBreath();
  for (const record of records) {
    targets.push(await factsOf(context, record, now));
    await breathe();
  }
  return publicStatus({
    ...{ page, now, timeZone, targets, leftOut },
    maintenance: (
      await Promise.all(maintenance.map((window) => timesOf(window, records, now)))
    ).flat(),
  });
}

/** Outages that a page tells of, as the owner knows them: those that last first, then the newest. Throws not-found. */
export async function notableOutages(
  { ports }: Context<StatusPorts & Pick<Ports, 'statusPages'>>,
  { id }: { id: string },
): Promise<{ items: NotableOutage[] }> {
  const page = await ports.statusPages.get(id);
  if (!page) throw notFound('status page');
  const { records } = await targetsOf(ports, page);
  const notes = new Map(page.notes.map(({ alertId, text }) => [alertId, text]));
  const found: NotableOutage[] = [];
  for (const { id: targetId, name } of records) {
    for (const { id: alertId, since, endedAt } of await outagesOf(ports, targetId)) {
      found.push({ alertId, targetName: name, since, endedAt, text: notes.get(alertId) ?? null });
    }
  }
  const isOver = ({ endedAt }: NotableOutage): number => (endedAt === null ? 0 : 1);
  return {
    items: found.sort((a, b) => isOver(a) - isOver(b) || +b.since - +a.since).slice(0, MAX_NOTABLE),
  };
}

/** Targets with the tag of a page, by name and without their checks. */
async function targetsOf(
  { targets }: Pick<Ports, 'targets'>,
  { tag }: Pick<StatusPage, 'tag'>,
): Promise<{ records: TargetRecord[]; leftOut: number }> {
  const ids = await targets.order({
    ...{ search: null, kind: null, tags: [tag], tagMatch: 'all', statuses: [] },
    ...{ sort: 'name', isReversed: false },
  });
  const records = await targets.listed(ids.slice(0, MAX_TARGETS));
  return { records, leftOut: Math.max(0, ids.length - MAX_TARGETS) };
}

const outagesOf = async (
  { alerts, now }: Pick<Ports, 'alerts' | 'now'>,
  targetId: string,
): Promise<AlertRecord[]> => {
  const to = now();
  return await alerts.outages(targetId, { from: new Date(+to - SHOWN_DAYS * DAY_MS), to });
};

async function factsOf(
  context: Context<KeptStatsPorts>,
  record: TargetRecord,
  now: Date,
): Promise<StatusFacts> {
  const { id, name, url } = record;
  const [daily, outages] = await Promise.all([
    keptDaily(context, { targetId: id, days: SHOWN_DAYS }, record),
    outagesOf(context.ports, id),
  ]);
  return {
    ...{ id, name, url },
    status: effectiveState(record, now).status,
    days: daily.items,
    outages: outages.map(({ id: alertId, since, endedAt }) => ({ alertId, since, endedAt })),
  };
}

/** When a window goes on, and when next, if it is for any of some targets. */
async function timesOf(
  window: MaintenanceRecord,
  targets: readonly TargetRecord[],
  now: Date,
): Promise<MaintenanceFacts[]> {
  const targetIds = targets.filter((target) => isInWindow(window, target)).map(({ id }) => id);
  if (targetIds.length === 0) return [];
  const current = await timeNow(window, now);
  const [next] = await nextTimes(window, now);
  const isNear = next && +next.from - +now <= ANNOUNCED_MS;
  return [...(current ? [current] : []), ...(isNear ? [next] : [])].map(({ from, to }) => ({
    ...{ windowId: window.id, name: window.name, targetIds, from, to },
    announcedAt: new Date(Math.max(+window.createdAt, +from - ANNOUNCED_MS)),
  }));
}
