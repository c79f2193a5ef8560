import { newId } from '@app/persistence';
import { everyAlert } from '../../bench/alerts/scene.ts';
import type { AlertRecord } from '@app/domain';
import { addChannel } from '../../faults/stage/channels.ts';
import { FINE } from '../../faults/stage/site.ts';
import { onStage, until, type Stage, type StageOptions } from '../../faults/stage/stage.ts';
import { addTarget, type TargetPlan } from '../../faults/stage/targets.ts';
import { isTaken, type Received } from '../../receivers/received.ts';
import { Receivers } from '../../receivers/receivers.ts';

/** A stage with places that channels lead to. */
export interface DeliveryStage extends Stage {
  readonly receivers: Receivers;
}

/** Shorter than people may choose: an outage is there within it. */
const INTERVAL_SECONDS = 5;
const UP_WITHIN_MS = 90_000;

export function onDeliveryStage<T>(
  play: (stage: DeliveryStage) => Promise<T>,
  options?: StageOptions,
): Promise<T> {
  return onStage(async (stage) => {
    const receivers = await Receivers.start();
    try {
      return await play({ ...stage, receivers });
    } finally {
      receivers.stop();
    }
  }, options);
}

/** A channel with the targets that are told on it. */
export interface Group {
  readonly name: string;
  readonly channelId: string;
  readonly ids: readonly string[];
}

const INSERTED_AT_ONCE = 50;

/**
 * Adds a webhook and targets that are told on it alone; one failed check makes an alert.
 *
 * @param plan.target what is different from that, made anew for each target
 */
export async function addGroup(
  { stores, site, receivers }: DeliveryStage,
  name: string,
  plan: { count: number; fallbackChannelId?: string; target?: () => Partial<TargetPlan> },
): Promise<Group> {
  const { count, fallbackChannelId = null, target = () => ({}) } = plan;
  const config = { url: receivers.urlOf(name) };
  const channelId = await addChannel(stores, {
    ...{ kind: 'webhook', name, config, fallbackChannelId },
  });
  const ids = Array.from({ length: count }, newId);
  for (let from = 0; from < count; from += INSERTED_AT_ONCE) {
    await Promise.all(
      ids.slice(from, from + INSERTED_AT_ONCE).map((id, index) =>
        addTarget(stores, {
          ...{ id, url: site.urlOf(id, from + index), intervalSeconds: INTERVAL_SECONDS },
          request: { retries: 0 },
          thresholds: { failuresToDown: 1 },
          alerting: { channelIds: [channelId] },
          ...target(),
        }),
      ),
    );
  }
  return { name, channelId, ids };
}

/** Waits until every target is up. */
export async function untilUp({ stores }: DeliveryStage, groups: readonly Group[]): Promise<void> {
  const count = groups.reduce((sum, { ids }) => sum + ids.length, 0);
  const areUp = async (): Promise<boolean> => (await stores.targets.counts()).up >= count;
  if (!(await until(areUp, UP_WITHIN_MS))) throw new Error('Not every target came up.');
}

/** From now on the targets of some groups fail, and all others are well. */
export function fail({ site }: DeliveryStage, groups: readonly Group[]): void {
  const failing = new Set(groups.flatMap(({ ids }) => ids));
  site.answer = (path) => (failing.has(path) ? { status: 500, afterMs: 0 } : FINE);
}

/** Alerts of the targets of a group. */
export async function alertsOf({ stores }: DeliveryStage, { ids }: Group): Promise<AlertRecord[]> {
  const own = new Set(ids);
  return (await everyAlert(stores)).filter(({ targetId }) => own.has(targetId ?? ''));
}

/** Messages that a receiver took which tell of the beginning of an outage of a target. */
export const takenOf = ({ receivers }: DeliveryStage, name: string, targetId: string): Received[] =>
  toldOf(receivers.of(name).filter(isTaken), targetId);

/** Messages that tell of the beginning of an outage of a target. */
export const toldOf = (received: readonly Received[], targetId: string): Received[] =>
  received.filter(({ events }) =>
    events.some((one) => one.targetId === targetId && one.event === 'alert.opened'),
  );

/** Of outages that were told more than once: how many copies came, and for how many they came under another key. */
export function copiesOf(
  stage: DeliveryStage,
  groups: readonly Group[],
): { copies: number; otherKeys: number } {
  const told = groups.flatMap(({ name, ids }) => ids.map((id) => takenOf(stage, name, id)));
  return {
    copies: told.reduce((sum, { length }) => sum + Math.max(0, length - 1), 0),
    otherKeys: told.filter((those) => new Set(those.map(({ key }) => key)).size > 1).length,
  };
}

/** Whether each target of a group was told. */
export const isTold = (stage: DeliveryStage, { name, ids }: Group): boolean =>
  ids.every((id) => takenOf(stage, name, id).length > 0);
