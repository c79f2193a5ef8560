import { type Alert, notFound } from '@app/domain';
import type { ExportAlerts } from '@app/domain/stats';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';
import { exportedRange } from '../stats/exported-range.ts';
import { listAlerts } from './read-alerts.ts';

const ALERTS_AT_ONCE = 200;

/** Alerts that were opened in some time, of one target or of all, piece by piece. Throws not-found. */
export async function alertsBetween(
  context: Context<Pick<Ports, 'alerts' | 'targets' | 'now'>>,
  { targetId, ...asked }: ExportAlerts,
): Promise<AsyncIterable<Alert[]>> {
  const { ports } = context;
  if (targetId !== undefined && !(await ports.targets.get(targetId))) throw notFound('target');
  const { from, to } = exportedRange(asked, ports.now());
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
