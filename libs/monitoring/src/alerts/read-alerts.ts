import {
  notFound,
  type Alert,
  type AlertPage,
  type AlertWithDeliveries,
  type ListAlerts,
} from '@app/domain';
import { toDelivery } from '../deliveries/read-deliveries.ts';
import type { Ports } from '../ports.ts';
import type { AlertRecord } from '../records.ts';

const DEFAULT_LIMIT = 50;

/** Alerts, open ones first, then newest first. */
export async function listAlerts(
  ports: Pick<Ports, 'alerts'>,
  query: ListAlerts,
): Promise<AlertPage> {
  const page = await ports.alerts.list({ ...query, limit: query.limit ?? DEFAULT_LIMIT });
  return { items: page.items.map(toAlert), nextCursor: page.nextCursor };
}

/** One alert with everything that was done to tell people. Throws not-found. */
export async function getAlert(
  ports: Pick<Ports, 'alerts' | 'deliveries'>,
  id: string,
): Promise<AlertWithDeliveries> {
  const alert = await ports.alerts.get(id);
  if (!alert) throw notFound('alert');
  const deliveries = await ports.deliveries.ofAlert(id);
  return { ...toAlert(alert), deliveries: deliveries.map(toDelivery) };
}

/** The part of a stored alert that clients see. */
export function toAlert({ updatedAt: _, announcements: __, ...alert }: AlertRecord): Alert {
  return alert;
}
