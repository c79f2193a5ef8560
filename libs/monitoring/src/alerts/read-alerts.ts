import {
  type AlertPage,
  type AlertRecord,
  type AlertWithDeliveries,
  domainSubject,
  type ListAlerts,
  notFound,
  targetSubject,
  toAlert,
  toDelivery,
} from '@app/domain';
import type { Context } from '../context.ts';
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

/** One alert with everything that was done to tell people. Throws not-found. */
export async function getAlert(
  { ports }: Context<Pick<Ports, 'alerts' | 'deliveries' | 'targets'>>,
  id: string,
): Promise<AlertWithDeliveries> {
  const alert = await ports.alerts.get(id);
  if (!alert) throw notFound('alert');
  const deliveries = await ports.deliveries.ofAlert(id);
  return {
    ...toAlert(alert),
    deliveries: deliveries.map(toDelivery),
    goneTargetIds: await goneTargets(ports, [alert]),
  };
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
