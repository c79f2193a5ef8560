import type { Dismissed, DismissDeliveries } from '@app/domain';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';

/** Puts dead letters away, some of them or all of a channel: nobody is reminded of them any more. */
export async function dismissDeliveries(
  { ports }: Context<Pick<Ports, 'deliveries' | 'changes'>>,
  which: DismissDeliveries,
): Promise<Dismissed> {
  const alertIds = await ports.deliveries.dismiss(which);
  const changed = [...new Set(alertIds)].map((id) => ({ type: 'alert' as const, id }));
  if (changed.length > 0) await ports.changes.publish(changed);
  return { dismissed: alertIds.length };
}
