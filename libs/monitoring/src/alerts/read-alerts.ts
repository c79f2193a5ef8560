import {
  type AlertPage,
  type AlertRecord,
  type AlertWithDeliveries,
  type Check,
  domainSubject,
  type ListAlerts,
  notFound,
  targetSubject,
  toAlert,
  toDelivery,
} from '@app/domain';
import {
  alertStory,
  evidenceOf,
  evidenceTimes,
  leftOutOf,
  shownDeliveries,
} from '@app/domain/alerting';
import type { Context } from '../context.ts';
import { checksWithin } from '../history/checks-within.ts';
import { readTelling, type TellingPorts } from '../outbox/telling.ts';
import type { Ports } from '../ports/index.ts';

const DEFAULT_LIMIT = 50;

/** Alerts, open ones first, then newest first; of a target also those of the domain that it is on. */
export async function listAlerts(
  { ports }: Context<Pick<Ports, 'alerts' | 'targets'>>,
  { targetId, ...query }: ListAlerts,
): Promise<AlertPage> {
  const page = await ports.alerts.list({
    ...query,
    ...(targetId === undefined ? {} : { subjects: await subjectsOf(ports, targetId) }),
    limit: query.limit ?? DEFAULT_LIMIT,
  });
  return {
    items: page.items.map((alert) => toAlert(alert)),
    nextCursor: page.nextCursor,
    goneTargetIds: await goneTargets(ports, page.items),
  };
}

async function subjectsOf(ports: Pick<Ports, 'targets'>, targetId: string): Promise<string[]> {
  const domain = (await ports.targets.get(targetId))?.domain ?? null;
  return [targetSubject(targetId), ...(domain === null ? [] : [domainSubject(domain)])];
}

export type StoryPorts = TellingPorts & Pick<Ports, 'alerts' | 'deliveries' | 'results'>;

/** One alert with its whole story: how it came about, what was done to tell people, and how it ended. Throws not-found. */
export async function getAlert(
  { ports }: Context<StoryPorts>,
  id: string,
): Promise<AlertWithDeliveries> {
  const alert = await ports.alerts.get(id);
  if (!alert) throw notFound('alert');
  const [deliveries, checks, telling, goneTargetIds, [target]] = await Promise.all([
    ports.deliveries.ofAlert(id),
    evidence(ports, alert),
    readTelling(ports, alert),
    goneTargets(ports, [alert]),
    ports.targets.named(alert.targetId === null ? [] : [alert.targetId]),
  ]);
  const { channels } = telling;
  const audience = alert.endedAt === null ? telling.audience : null;
  return {
    ...toAlert(alert),
    deliveries: shownDeliveries(deliveries).map((one) => toDelivery(one)),
    goneTargetIds,
    story: alertStory(alert, deliveries, checks),
    runbook: target?.runbook ?? null,
    leftOut: leftOutOf({ alert, deliveries, channels, audience, now: ports.now() }),
  };
}

/** The checks that led to an alert, and the one that it ended with. */
async function evidence(
  ports: Pick<Ports, 'targets' | 'results'>,
  alert: AlertRecord,
): Promise<Check[]> {
  const { targetId } = alert;
  const times = evidenceTimes(alert);
  if (targetId === null || times.length === 0) return [];
  const target = (await ports.targets.get(targetId)) ?? { id: targetId, recent: [] };
  const checks: Check[] = [];
  for (const range of times) {
    for await (const piece of checksWithin(ports, target, range)) checks.push(...piece);
  }
  const unique = new Map(checks.map((check) => [check.slot.getTime(), check]));
  return evidenceOf(alert, [...unique.values()]);
}

/** Targets that were removed since; an open alert of a target's own says that it is there. */
async function goneTargets(
  ports: Pick<Ports, 'targets'>,
  alerts: readonly AlertRecord[],
): Promise<string[]> {
  const doubtful = alerts.filter(({ state, domain }) => state === 'resolved' || domain !== null);
  const ids = [...new Set(doubtful.flatMap(({ targetId }) => targetId ?? []))];
  const there = new Set((await ports.targets.getMany(ids)).map(({ id }) => id));
  return ids.filter((id) => !there.has(id));
}
