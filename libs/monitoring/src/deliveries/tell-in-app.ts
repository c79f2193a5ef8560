import {
  type DeliveryRecord,
  type InboxRecord,
  type SendFact,
  toInboxItem,
  toldOf,
} from '@app/domain';
import { detailsOf } from '@app/domain/alerting';
import { nextAttemptAt } from '@app/domain/lanes';
import type { Context } from '../context.ts';
import type { HeldLane } from './held-lane.ts';
import type { LanePorts } from './lane-ports.ts';
import type { LaneRunOptions } from './message-run.ts';
import { type PendingWork, readDueInApp } from './read-work.ts';
import { sleep } from '../timers.ts';

/** On a bad day thousands of alerts come one by one: they are written down together. */
const GATHER_MS = 100;

type InAppWork = Pick<PendingWork, 'due' | 'alerts' | 'targets'>;

/** Writes what waits for the in-app channel into the inbox. Returns when there is more to do; null when nothing waits. */
export async function tellInApp(
  { ports }: Context<LanePorts>,
  held: HeldLane,
  options: Pick<LaneRunOptions, 'isClosing' | 'look'>,
): Promise<Date | null> {
  try {
    return await tellAll(ports, held, options);
  } catch (error) {
    await held.abandon();
    throw error;
  }
}

async function tellAll(
  ports: LanePorts,
  held: HeldLane,
  options: Pick<LaneRunOptions, 'look'>,
): Promise<Date | null> {
  for (;;) {
    options.look();
    const work = await readDueInApp(ports);
    if (work.due.length > 0) {
      await keep(ports, work);
      await held.keep([]);
      if (held.isLost) return null;
      await sleep(GATHER_MS);
      continue;
    }
    const next = await ports.deliveries.nextOnLane(null, ports.now());
    if (await held.release()) return next;
    if (held.isLost) return null;
  }
}

async function keep(ports: LanePorts, work: InAppWork): Promise<void> {
  const items: InboxRecord[] = [];
  const gone: string[] = [];
  const broken: string[] = [];
  for (const delivery of work.due) {
    try {
      const item = itemOf(ports, delivery, work);
      if (item) items.push(item);
      else gone.push(delivery.id);
    } catch (error) {
      // One that cannot be written keeps no other waiting.
      ports.log.error({ err: error, deliveryId: delivery.id }, 'a message could not be written');
      broken.push(delivery.id);
    }
  }
  const refused = await insertEach(ports, items, work);
  const shown = items.flatMap(({ id }) => (refused.has(id) ? [] : [id]));
  await settle(ports, shown, { state: 'sent', fact: { is: 'shown' } });
  await settle(ports, broken, { state: 'dead', fact: { is: 'not-prepared' } });
  if (gone.length > 0) await ports.deliveries.drop(gone, 'alert-gone');
  const alertIds = [...new Set(work.due.map(({ alertId }) => alertId))];
  await ports.changes.publish([
    ...shown.map((id) => ({ type: 'inbox' as const, id })),
    ...alertIds.map((id) => ({ type: 'alert' as const, id })),
  ]);
}

/** Stores items. One that the store refuses keeps no other from being shown, and is tried later; answers which. */
async function insertEach(
  ports: LanePorts,
  items: readonly InboxRecord[],
  { due }: InAppWork,
): Promise<ReadonlySet<string>> {
  const refused = new Set<string>();
  try {
    await ports.inbox.insert(items);
    return refused;
  } catch (error) {
    ports.log.warn({ err: error }, 'messages are stored one by one: they could not be together');
  }
  const byId = new Map(due.map((delivery) => [delivery.id, delivery]));
  for (const item of items) {
    try {
      await ports.inbox.insert([item]);
    } catch (error) {
      const delivery = byId.get(item.id);
      // A store that is away refuses to note it, too: then nothing has been tried.
      if (delivery) await noteRefusal(ports, delivery);
      ports.log.error({ err: error, deliveryId: item.id }, 'a message was refused by the store');
      refused.add(item.id);
    }
  }
  return refused;
}

/** One that is refused again and again is a dead letter in the end. */
async function noteRefusal(ports: LanePorts, delivery: DeliveryRecord): Promise<void> {
  const at = ports.now();
  const next = nextAttemptAt(delivery, at, { retryAfterMs: null, random: Math.random() });
  await ports.deliveries.settle([delivery.id], null, {
    attempt: { at, outcome: next ? 'retry' : 'dead', fact: { is: 'not-prepared' } },
    state: next ? 'pending' : 'dead',
    nextAttemptAt: next,
  });
}

async function settle(
  ports: LanePorts,
  ids: readonly string[],
  { state, fact }: { state: 'sent' | 'dead'; fact: SendFact },
): Promise<void> {
  if (ids.length === 0) return;
  const attempt = { at: ports.now(), outcome: state, fact };
  await ports.deliveries.settle(ids, null, { attempt, state, nextAttemptAt: null });
}

/** What is told, as it is now. Null when the alert is gone. */
function itemOf(
  { publicUrl }: Pick<LanePorts, 'publicUrl'>,
  { id, alertId, event, createdAt }: DeliveryRecord,
  { alerts, targets }: InAppWork,
): InboxRecord | null {
  const alert = alerts.get(alertId);
  if (!alert) return null;
  const { id: _, targetId, ...told } = toldOf(alert);
  // The link to take it on holds a secret.
  const { acknowledgeLink: __, ...details } = detailsOf(event, alert, publicUrl);
  const item: InboxRecord = {
    ...{ id, alertId, targetId, event, at: createdAt, readAt: null },
    told: {
      is: 'event',
      alert: told,
      target: (targetId === null ? undefined : targets.get(targetId)) ?? null,
      ...details,
    },
  };
  // What nobody could read later is no item.
  toInboxItem(item);
  return item;
}
