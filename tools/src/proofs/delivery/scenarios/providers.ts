import { setTimeout as sleep } from 'node:timers/promises';
import type { DeliveryRecord } from '@app/domain';
import { against, seconds } from '../../../faults/evidence.ts';
import { faultsOf, type Finding, type Scenario } from '../../../faults/scenario.ts';
import { type ApiProcess, startApi } from '../../../faults/stage/api-process.ts';
import { until } from '../../../faults/stage/stage.ts';
import { quantile } from '../../../quantile.ts';
import type { Received } from '../../../receivers/received.ts';
import { TAKEN, type Reaction } from '../../../receivers/receivers.ts';
import {
  addGroup,
  alertsOf,
  type DeliveryStage,
  fail,
  type Group,
  isTold,
  onDeliveryStage,
  takenOf,
  toldOf,
  untilUp,
} from '../stage.ts';

/** Alerts for each provider: no storm, so that each is a message of its own. */
const COUNT = 12;
const BROKEN_MS = 110_000;
/** Outages begin one after the other within it. */
const INTERVAL_SECONDS = 20;
/** A try takes 15 s at most before it counts as unanswered. */
const SLOW_MS = 12_000;
const QUIET_SECONDS = 30;
const UNDER_WAY_MS = 250;
/** Bars. */
const HEALTHY_P95_MS = 5_000;
/** A minute, and the way of the message. */
const FALLBACK_MS = 65_000;
const ATTEMPTS = 12;
const BACK_MS = 120_000;
const DEAD_MS = 15_000;

const REFUSALS = { bad: 400, unknown: 404, gone: 410 } as const;

/** Providers that are slow, hang, fail, ask for quiet, refuse for good and break off, beside one that is well. */
export const providers: Scenario = {
  name: 'providers hang, fail, refuse and break off beside one that is well',
  run: () => onDeliveryStage(play),
};

type Groups = Readonly<Record<string, Group>>;

async function play(stage: DeliveryStage): Promise<Finding[]> {
  const { receivers, mongodbUri, postgres } = stage;
  const group = (name: string, fallbackChannelId?: string): Promise<Group> =>
    addGroup(stage, name, {
      ...{ count: COUNT, target: () => ({ intervalSeconds: INTERVAL_SECONDS }) },
      ...(fallbackChannelId ? { fallbackChannelId } : {}),
    });
  const standIn = await addGroup(stage, 'stand-in', { count: 0 });
  const groups: Groups = {
    well: await group('well'),
    slow: await group('slow'),
    hung: await group('hung'),
    limited: await group('limited'),
    broken: await group('broken', standIn.channelId),
    dropping: await group('dropping'),
    bad: await group('bad'),
    unknown: await group('unknown'),
    gone: await group('gone'),
  };
  let isBack = false;
  receivers.react = (name, received) => reactionOf(receivers.of(name), { name, received, isBack });
  const worker = stage.worker();
  const api = await startApi({ mongodbUri, postgresUrl: postgres.url });
  try {
    const all = Object.values(groups);
    await untilUp(stage, all);
    fail(stage, all);
    await sleep(BROKEN_MS);
    isBack = true;
    const backAt = Date.now();
    const waited = [groups['broken'], groups['limited'], groups['dropping']];
    await until(() => waited.every((one) => one && isTold(stage, one)), BACK_MS + 10_000);
    const scene = { stage, groups, api, backAt };
    const findings = [
      await wellFinding(scene),
      limitedFinding(scene),
      await brokenFinding(scene, standIn),
      droppingFinding(scene),
      ...(await Promise.all(
        Object.entries(REFUSALS).map(([name, status]) => refusedFinding(scene, { name, status })),
      )),
    ];
    return worker.isRunning
      ? findings
      : [...findings, { name: 'the worker', figures: '', faults: ['It ended.'] }];
  } finally {
    await api.end();
  }
}

interface Scene {
  readonly stage: DeliveryStage;
  readonly groups: Groups;
  readonly api: ApiProcess;
  readonly backAt: number;
}

function reactionOf(
  before: readonly Received[],
  { name, received, isBack }: { name: string; received: Received; isBack: boolean },
): Reaction {
  const [first] = before;
  switch (name) {
    case 'slow':
      return { status: 200, afterMs: SLOW_MS };
    case 'hung':
      return 'never';
    case 'broken':
      return isBack ? TAKEN : { status: 503 };
    case 'limited':
      return received.at < (first?.at ?? 0) + QUIET_SECONDS * 1_000
        ? { status: 429, headers: { 'retry-after': String(QUIET_SECONDS) } }
        : TAKEN;
    case 'dropping':
      // The first copy of each message is taken without a word.
      return before.filter(({ key }) => key === received.key).length > 1 ? TAKEN : 'taken-and-gone';
    case 'bad':
    case 'unknown':
    case 'gone':
      return isBack ? TAKEN : { status: REFUSALS[name] };
    default:
      return TAKEN;
  }
}

async function wellFinding({ stage, groups }: Scene): Promise<Finding> {
  const { well } = groups;
  if (!well) throw new Error('Nobody is well.');
  const alerts = await alertsOf(stage, well);
  const waits = alerts
    .flatMap(({ targetId, openedAt }) => {
      const [first] = takenOf(stage, well.name, targetId ?? '');
      return first ? [first.at - openedAt.getTime()] : [];
    })
    .sort((a, b) => a - b);
  const twice = well.ids.filter((id) => takenOf(stage, well.name, id).length !== 1).length;
  const p95 = quantile(waits, 0.95);
  return {
    name: 'a provider that is well, beside all the others',
    figures: `${waits.length} of ${COUNT} told, p95 ${against(p95, HEALTHY_P95_MS)}`,
    faults: faultsOf({
      [`The p95 is more than ${seconds(HEALTHY_P95_MS)}.`]: p95 <= HEALTHY_P95_MS,
      [`${twice} outages were not told exactly once.`]: twice === 0,
    }),
  };
}

function limitedFinding({ stage, groups }: Scene): Finding {
  const received = stage.receivers.of('limited');
  const from = received[0]?.at ?? 0;
  const early = received.filter(
    ({ at }) => at > from + UNDER_WAY_MS && at < from + QUIET_SECONDS * 1_000,
  );
  return {
    name: `a provider that asks for ${QUIET_SECONDS} s of quiet (429)`,
    figures: `${early.length} requests meanwhile (at most 0), ${received.length} in all`,
    faults: faultsOf({
      'It was asked although it had asked for quiet.': early.length === 0,
      'Not every outage was told.': !!groups['limited'] && isTold(stage, groups['limited']),
    }),
  };
}

async function brokenFinding(scene: Scene, standIn: Group): Promise<Finding> {
  const { stage, groups, backAt } = scene;
  const { broken } = groups;
  if (!broken) throw new Error('Nothing is broken.');
  const received = stage.receivers.of(broken.name);
  const attempts = Math.max(...broken.ids.map((id) => toldOf(received, id).length));
  const backMs = Math.max(
    ...broken.ids.map((id) => (takenOf(stage, broken.name, id)[0]?.at ?? Infinity) - backAt),
  );
  const alerts = await alertsOf(stage, broken);
  const standInMs = Math.max(
    ...alerts.map(({ targetId, openedAt }) => {
      const [first] = takenOf(stage, standIn.name, targetId ?? '');
      return (first?.at ?? Infinity) - openedAt.getTime();
    }),
  );
  return {
    name: `a provider that fails for ${seconds(BROKEN_MS)} (503), with a fallback`,
    figures:
      `fallback told after ${against(standInMs, FALLBACK_MS)}, ${attempts} attempts (at most ${ATTEMPTS}), ` +
      `told ${against(backMs, BACK_MS)} after its return`,
    faults: faultsOf({
      [`The fallback was not told within ${seconds(FALLBACK_MS)}.`]: standInMs <= FALLBACK_MS,
      [`An outage was tried more than ${ATTEMPTS} times.`]: attempts <= ATTEMPTS,
      [`Not all were told within ${seconds(BACK_MS)} of its return.`]: backMs <= BACK_MS,
    }),
  };
}

function droppingFinding({ stage, groups }: Scene): Finding {
  const ids = groups['dropping']?.ids ?? [];
  const copies = ids.map((id) => toldOf(stage.receivers.of('dropping'), id));
  const keys = copies.map((messages) => new Set(messages.map(({ key }) => key)).size);
  return {
    name: 'a provider that takes a message and breaks off',
    figures: `${Math.max(...copies.map(({ length }) => length))} copies of one message (at most 2)`,
    faults: faultsOf({
      'An outage was not told.': copies.every(({ length }) => length > 0),
      'A message came more than twice.': copies.every(({ length }) => length <= 2),
      'A copy has another key.': keys.every((count) => count === 1),
    }),
  };
}

async function refusedFinding(
  { stage, groups, api }: Scene,
  { name, status }: { name: string; status: number },
): Promise<Finding> {
  const ids = groups[name]?.ids ?? [];
  const alerts = groups[name] ? await alertsOf(stage, groups[name]) : [];
  const dead: DeliveryRecord[] = [];
  for (const { id } of alerts) {
    const deliveries = await stage.stores.deliveries.ofAlert(id);
    dead.push(...deliveries.filter(({ channelId, state }) => channelId && state === 'dead'));
  }
  const lateMs = Math.max(
    0,
    ...dead.map(({ createdAt, attempts }) => Number(attempts[0]?.at) - Number(createdAt)),
  );
  const attempts = Math.max(0, ...dead.map((one) => one.attempts.length));
  await Promise.all(dead.map(({ id }) => api.client.deliveries.redrive.mutate({ id })));
  const isAgain = (): boolean => ids.every((id) => takenOf(stage, name, id).length > 0);
  const areRedriven = await until(isAgain, DEAD_MS);
  return {
    name: `a provider that refuses for good (${status})`,
    figures: `${dead.length} dead letters after ${against(lateMs, HEALTHY_P95_MS)}, ${attempts} attempts (at most 1)`,
    faults: faultsOf({
      'Not every outage is a dead letter.': dead.length === ids.length,
      'A refused message was tried again.': attempts === 1,
      [`A dead letter came after more than ${seconds(HEALTHY_P95_MS)}.`]: lateMs <= HEALTHY_P95_MS,
      'Sending again did not deliver it.': areRedriven,
    }),
  };
}
