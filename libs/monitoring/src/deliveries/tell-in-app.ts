import type { DeliveryRecord, InboxItem } from '@app/domain';
import type { Context } from '../context.ts';
import type { HeldLane } from './held-lane.ts';
import { composeMessage } from './compose-message.ts';
import type { LanePorts } from './lane-ports.ts';
import type { LaneRunOptions } from './message-run.ts';
import { type PendingWork, readDue } from './read-work.ts';
import { sleep } from './sleep.ts';

/** On a bad day thousands of alerts come one by one: they are written down together. */
const GATHER_MS = 100;

/** Writes what waits for the in-app channel into the inbox. */
export async function tellInApp(
  { ports }: Context<LanePorts>,
  held: HeldLane,
  options: Pick<LaneRunOptions, 'isClosing' | 'look'>,
): Promise<null> {
  for (;;) {
    options.look();
    const work = await readDue(ports, null);
    if (work.due.length > 0) {
      await keep(ports, work);
      await held.keep([]);
      if (held.isLost) return null;
      await sleep(GATHER_MS);
    } else if ((await held.release()) || held.isLost) return null;
  }
}

async function keep(ports: LanePorts, work: PendingWork): Promise<void> {
  const items = work.due.flatMap((delivery) => itemOf(ports, delivery, work));
  const shown = new Set(items.map(({ id }) => id));
  const gone = work.due.flatMap(({ id }) => (shown.has(id) ? [] : id));
  await ports.inbox.insert(items);
  const detail = 'Shown in the app.';
  await ports.deliveries.settle([...shown], null, {
    attempt: { at: ports.now(), outcome: 'sent', detail },
    state: 'sent',
    nextAttemptAt: null,
  });
  if (gone.length > 0) await ports.deliveries.drop(gone, 'alert-gone');
  const alertIds = [...new Set(work.due.map(({ alertId }) => alertId))];
  await ports.changes.publish([
    ...items.map(({ id }) => ({ type: 'inbox' as const, id })),
    ...alertIds.map((id) => ({ type: 'alert' as const, id })),
  ]);
}

function itemOf(
  { writeMessage, publicUrl }: LanePorts,
  delivery: DeliveryRecord,
  { alerts, targets }: PendingWork,
): InboxItem[] {
  const { id, alertId, event, createdAt } = delivery;
  const plan = {
    ...{ key: delivery.idempotencyKey, form: 'single' as const, event, deliveryIds: [id] },
    ...{ plannedAt: createdAt, unanswered: 0 },
  };
  const message = composeMessage(plan, { deliveries: [delivery], alerts, targets, publicUrl });
  if (!message) return [];
  const targetId = alerts.get(alertId)?.targetId ?? null;
  return [{ id, alertId, targetId, event, ...writeMessage(message), at: createdAt, readAt: null }];
}
