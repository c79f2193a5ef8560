import type { AlertRecord } from '@app/domain';
import { followUpOf } from '@app/domain/alerting';
import { isLeftOver, withoutOutage } from '@app/domain/backups';
import { restoredReport } from '@app/domain/reports';
import type { Context } from '../context.ts';
import { alertOfOutage } from '../outbox/outages.ts';
import type { Page } from '../ports/page.ts';
import type { Ports } from '../ports/index.ts';
import type { TargetOrderFilter } from '../ports/targets.ts';
import { changeReport } from '../reports/change-reports.ts';

export type SettlePorts = Pick<
  Ports,
  'alerts' | 'deliveries' | 'reports' | 'settings' | 'targets' | 'now'
>;

/** What was made of restored data. */
export interface Settled {
  /** Messages that waited when the backup was made: nobody knows whether they were told since. */
  dropped: number;
  /** Alerts that the backup has and that are not about anything in it. */
  ended: number;
  /** Reports that were due since, or on their way: they may have been sent. */
  reports: number;
}

const AT_ONCE = 200;
const DAY_MS = 86_400_000;
/** What the clock asks of alerts waits until the first checks have shown what is true now. */
const QUIET_MS = 900_000;

/**
 * Makes restored data ready for use, before any process works on them: what waited to be told is not told again, reminders
 * wait for the first checks, and what does not fit together is put right. Safe to repeat.
 */
export async function settleRestored({ ports }: Context<SettlePorts>): Promise<Settled> {
  const settled: Settled = { dropped: 0, ended: 0, reports: 0 };
  await forgetAnnouncements(ports);
  const waiting = await readAll((cursor) =>
    ports.deliveries.list({ state: 'pending', cursor, limit: AT_ONCE }),
  );
  for (const some of inLots(waiting.map(({ id }) => id))) {
    settled.dropped += await ports.deliveries.drop(some, 'restored', 'pending');
  }
  const open = await readAll((cursor) =>
    ports.alerts.list({ state: 'open', cursor, limit: AT_ONCE }),
  );
  for (const alert of open) if (await settleAlert(ports, alert)) settled.ended += 1;
  await settleOutages(ports);
  settled.reports = await settleReports(ports);
  return settled;
}

/** Alerts that still had something to tell: it was told moments after the backup was made. */
async function forgetAnnouncements({ alerts, now }: SettlePorts): Promise<void> {
  const everChanged = new Date(now().getTime() + DAY_MS);
  for (;;) {
    const some = await alerts.withAnnouncements(everChanged, AT_ONCE);
    if (some.length === 0) return;
    for (const alert of some) {
      for (const { key, at } of alert.announcements) {
        const followUp = { toldAt: at, ...followUpOf(alert) };
        await alerts.planned(alert.id, key, { followUp, dueAt: null });
      }
    }
  }
}

async function settleReports(ports: SettlePorts): Promise<number> {
  const { timeZone } = await ports.settings.get();
  const moment = { now: ports.now(), timeZone };
  let settled = 0;
  for (const report of await ports.reports.list()) {
    if (restoredReport(report, moment) === report) continue;
    await changeReport(ports, report.id, (one) => restoredReport(one, moment));
    settled += 1;
  }
  return settled;
}

/** Ends an alert without cause; true when it did. */
async function settleAlert(
  { alerts, targets, now }: SettlePorts,
  alert: AlertRecord,
): Promise<boolean> {
  const { id, targetId, dueAt = null } = alert;
  const target = targetId === null ? null : await targets.get(targetId);
  if (targetId !== null && (!target || isLeftOver(alert, target.state))) {
    const end = { at: now(), ending: 'superseded', announcement: null } as const;
    return (await alerts.end(id, end)) !== null;
  }
  const quietUntil = new Date(now().getTime() + QUIET_MS);
  if (dueAt && dueAt < quietUntil) {
    await alerts.follow(id, dueAt, { notifications: [], dueAt: quietUntil });
  }
  return false;
}

const IN_OUTAGE: TargetOrderFilter = {
  ...{ search: null, kind: null, tags: [], tagMatch: 'any', isReversed: false },
  statuses: ['down', 'unknown'],
  sort: 'name',
};

/** Targets in an outage whose alert was over by the time it was read. */
async function settleOutages(ports: SettlePorts): Promise<void> {
  const { targets, now } = ports;
  const all = await readAll((cursor) =>
    targets.list({ ...IN_OUTAGE, cursor: cursor ?? null, limit: AT_ONCE }),
  );
  for (const target of all) {
    const { id, version, state } = target;
    if (!state.outage) continue;
    const alert = await alertOfOutage(ports, id, state.outage.alertId);
    if (alert?.endedAt === null) continue;
    await targets.change(id, version, { state: withoutOutage(state, now()) });
  }
}

async function readAll<T>(read: (cursor: string | undefined) => Promise<Page<T>>): Promise<T[]> {
  const items: T[] = [];
  let cursor: string | undefined;
  do {
    const page = await read(cursor);
    items.push(...page.items);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return items;
}

function* inLots(ids: readonly string[]): Generator<string[]> {
  for (let at = 0; at < ids.length; at += AT_ONCE) yield ids.slice(at, at + AT_ONCE);
}
