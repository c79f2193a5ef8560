import { newId } from '@app/persistence';
import { everyAlert } from '../../bench/alerts/scene.ts';
import type { AlertRecord, ChannelRecord } from '@app/domain';
import { type ApiProcess, startApi } from '../../faults/stage/api-process.ts';
import { addChannel } from '../../faults/stage/channels.ts';
import { FINE } from '../../faults/stage/site.ts';
import { onStage, until, type Stage, type StageOptions } from '../../faults/stage/stage.ts';
import { StoreProxy } from '../../faults/stage/store-proxy.ts';
import { addTarget, type TargetPlan } from '../../faults/stage/targets.ts';
import type { WorkerOptions, WorkerProcess } from '../../faults/stage/worker-process.ts';
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

/** Plays beside an api that lets everybody call as often as they like. It tells of trouble itself, by its environment. */
export async function withApi<T>(
  stage: DeliveryStage,
  play: (api: ApiProcess) => Promise<T>,
  env: Readonly<Record<string, string>> = {},
): Promise<T> {
  const api = await startApi(stage, { RATE_LIMITS: 'off', ...env });
  try {
    return await play(api);
  } finally {
    await api.end();
  }
}

/**
 * Plays with something on the way to the document server that holds messages, or delays answers.
 *
 * @param play gets the way as options of a worker
 */
export async function withStoreProxy<T>(
  { mongodbUri }: DeliveryStage,
  play: (proxy: StoreProxy, through: Pick<WorkerOptions, 'mongodbUri'>) => Promise<T>,
): Promise<T> {
  const proxy = await StoreProxy.start(mongodbUri);
  try {
    return await play(proxy, { mongodbUri: proxy.uriOf(mongodbUri) });
  } finally {
    proxy.stop();
  }
}

/** A channel with the targets that are told on it. */
export interface Group {
  readonly name: string;
  readonly channelId: string;
  readonly ids: readonly string[];
}

export interface GroupPlan {
  readonly count: number;
  /** A webhook when left out. */
  readonly channel?: Pick<ChannelRecord, 'kind' | 'config'>;
  readonly fallbackChannelId?: string;
  /** What is different of a target, made anew for each. */
  readonly target?: () => Partial<TargetPlan>;
}

const INSERTED_AT_ONCE = 50;

/** Adds a channel and targets that are told on it alone; one failed check makes an alert. */
export async function addGroup(
  { stores, site, receivers }: DeliveryStage,
  name: string,
  plan: GroupPlan,
): Promise<Group> {
  const { count, fallbackChannelId = null, target = () => ({}) } = plan;
  const { channel = { kind: 'webhook', config: { url: receivers.urlOf(name) } } } = plan;
  const channelId = await addChannel(stores, { ...channel, name, fallbackChannelId });
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

/** Starts a worker, and waits until it has found every target up. */
export async function startWorker(
  stage: DeliveryStage,
  groups: readonly Group[],
  options: Partial<WorkerOptions> = {},
): Promise<WorkerProcess> {
  const worker = stage.worker(options);
  const count = groups.reduce((sum, { ids }) => sum + ids.length, 0);
  const areUp = async (): Promise<boolean> => (await stage.stores.targets.counts()).up >= count;
  if (await until(areUp, UP_WITHIN_MS)) return worker;
  throw new Error('Not every target came up.');
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
    events.some(
      ({ event, isWhole, ...one }) =>
        one.targetId === targetId && (event === 'alert.opened' || isWhole),
    ),
  );

/** Alerts of the targets of a group of which its channel took word of an event. */
export function alertsTold(
  { receivers }: DeliveryStage,
  { name, ids }: Group,
  event: string,
): Set<string> {
  const own = new Set(ids);
  const events = receivers
    .of(name)
    .filter(isTaken)
    .flatMap((message) => message.events.filter(({ targetId }) => own.has(targetId ?? '')));
  return new Set(events.flatMap((one) => (one.event === event ? one.alertId : [])));
}

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
