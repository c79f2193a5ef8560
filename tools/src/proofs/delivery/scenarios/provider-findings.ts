import type { DeliveryRecord } from '@app/domain';
import { against, seconds } from '../../../faults/evidence.ts';
import { faultsOf, type Finding } from '../../../faults/scenario.ts';
import type { ApiProcess } from '../../../faults/stage/api-process.ts';
import { until } from '../../../faults/stage/stage.ts';
import { quantile } from '../../../quantile.ts';
import { isTaken, type Received } from '../../../receivers/received.ts';
import { alertsOf, type DeliveryStage, type Group, isTold, takenOf, toldOf } from '../stage.ts';
import { type Provider, QUIET_SECONDS, REFUSALS, SLOW_MS } from './provider-reactions.ts';

/**
 * For so long one fails. A try follows the last one after 72 s at least by then: at most seven within it are at most
 * twelve within ten minutes.
 */
export const BROKEN_MS = 240_000;
const ATTEMPTS = 7;
/** Bars. */
export const BACK_MS = 120_000;
const HEALTHY_P95_MS = 5_000;
/** A minute, and the way of the message. */
const FALLBACK_MS = 65_000;
const DEAD_MS = 15_000;
const COPIES = 2;
/** What comes so soon after a refusal was under way before that could be read, also on a busy machine. */
const UNDER_WAY_MS = 1_000;

export type Groups = Readonly<Record<Provider, Group>>;

/** What was played. */
interface Scene {
  readonly stage: DeliveryStage;
  readonly groups: Groups;
  readonly api: ApiProcess;
  readonly backAt: number;
}

export async function wellFinding({ stage, groups: { well } }: Scene): Promise<Finding> {
  const alerts = await alertsOf(stage, well);
  const waits = alerts
    .flatMap(({ targetId, openedAt }) => {
      const [first] = takenOf(stage, well.name, targetId ?? '');
      return first ? [first.at - openedAt.getTime()] : [];
    })
    .sort((a, b) => a - b);
  const others = well.ids.filter((id) => takenOf(stage, well.name, id).length !== 1).length;
  const p95 = quantile(waits, 0.95);
  return {
    name: 'a provider that is well, beside all the others',
    figures: `${waits.length} of ${well.ids.length} told, p95 ${against(p95, HEALTHY_P95_MS)}`,
    faults: faultsOf({
      [`The p95 is more than ${seconds(HEALTHY_P95_MS)}.`]: p95 <= HEALTHY_P95_MS,
      [`${others} outages were not told exactly once.`]: others === 0,
    }),
  };
}

export function slowFinding({ stage, groups: { slow } }: Scene): Finding {
  const told = slow.ids.map((id) => toldOf(stage.receivers.of(slow.name), id));
  const untold = told.filter(({ length }) => length === 0).length;
  return {
    name: `a provider that takes ${seconds(SLOW_MS)} for each of ${slow.ids.length} alerts`,
    figures: `${untold} not told (at most 0), ${mostCopies(told)} copies of one message (at most ${COPIES})`,
    faults: faultsOf({
      [`${untold} outages were not told.`]: untold === 0,
      'A message came more than twice.': mostCopies(told) <= COPIES,
      'A copy has another key.': told.every(haveOneKey),
    }),
  };
}

export function limitedFinding({ stage, groups: { limited } }: Scene): Finding {
  const received = stage.receivers.of(limited.name);
  const from = received[0]?.at ?? 0;
  const during = received.filter(({ at }) => at < from + QUIET_SECONDS * 1_000);
  const early = during.filter(({ at }) => at > from + UNDER_WAY_MS);
  const lastMs = Math.max(...during.map(({ at }) => at - from));
  const disordered = limited.ids.filter((id) => !isInOrder(received.filter(isTaken), id)).length;
  return {
    name: `a provider that asks for ${QUIET_SECONDS} s of quiet (429) before ${limited.ids.length} alerts`,
    figures:
      `${early.length} requests meanwhile (at most 0), the last of those that were under way after ${seconds(lastMs)}, ` +
      `${received.length} in all; ` +
      `${disordered} not told first the beginning and then the end (at most 0)`,
    faults: faultsOf({
      'It was asked although it had asked for quiet.': early.length === 0,
      'Not every outage was told.': isTold(stage, limited),
      [`${disordered} outages were told in another order, or not to the end.`]: disordered === 0,
    }),
  };
}

/** Whether the beginning and then the end of an outage were told, each once, or both in one. */
function isInOrder(taken: readonly Received[], targetId: string): boolean {
  const events = taken
    .flatMap((message) => message.events.filter((one) => one.targetId === targetId))
    .map(({ event, isWhole }) => (isWhole ? 'whole' : event))
    .join(' ');
  return events === 'whole' || events === 'alert.opened alert.resolved';
}

export async function brokenFinding(
  { stage, groups: { broken }, backAt }: Scene,
  standIn: Group,
): Promise<Finding> {
  const received = stage.receivers.of(broken.name);
  const tried = received.filter(({ at }) => at < backAt);
  const attempts = Math.max(...broken.ids.map((id) => toldOf(tried, id).length));
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

const DROPPING = {
  'webhook-dropping': 'a webhook',
  'chat-dropping': 'a chat',
  emails: 'a mail service that knows keys again',
} as const;

export async function droppingFindings({ stage, groups }: Scene): Promise<Finding[]> {
  const names = Object.keys(DROPPING) as (keyof typeof DROPPING)[];
  return await Promise.all(
    names.map(async (name) => {
      const told = await messagesOf(stage, groups[name]);
      const untold = groups[name].ids.length - told.filter((those) => those.some(isTaken)).length;
      return {
        name: `${DROPPING[name]} that takes a message and breaks off`,
        figures: `${untold} not told (at most 0), ${mostCopies(told)} copies of one message (at most ${COPIES})`,
        faults: faultsOf({
          [`${untold} outages were not told.`]: untold === 0,
          'A message came more than twice.': mostCopies(told) <= COPIES,
          'A copy has another key.': told.every(haveOneKey),
        }),
      };
    }),
  );
}

/** What a receiver of any kind was sent of each outage. */
async function messagesOf(stage: DeliveryStage, group: Group): Promise<Received[][]> {
  const received = stage.receivers.of(group.name);
  return (await alertsOf(stage, group)).map(({ id }) =>
    received.filter(
      ({ events, text }) => text.includes(id) || events.some(({ alertId }) => alertId === id),
    ),
  );
}

const mostCopies = (told: readonly (readonly Received[])[]): number =>
  Math.max(0, ...told.map(({ length }) => length));

const haveOneKey = (copies: readonly Received[]): boolean =>
  new Set(copies.map(({ key }) => key)).size <= 1;

export async function refusedFindings(scene: Scene): Promise<Finding[]> {
  const names = Object.keys(REFUSALS) as (keyof typeof REFUSALS)[];
  return await Promise.all(names.map((name) => refusedFinding(scene, name)));
}

async function refusedFinding(
  { stage, groups, api }: Scene,
  name: keyof typeof REFUSALS,
): Promise<Finding> {
  const { ids } = groups[name];
  const alerts = await alertsOf(stage, groups[name]);
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
    name: `a provider that refuses for good (${REFUSALS[name]})`,
    figures: `${dead.length} dead letters after ${against(lateMs, HEALTHY_P95_MS)}, ${attempts} attempts (at most 1)`,
    faults: faultsOf({
      'Not every outage is a dead letter.': dead.length === ids.length,
      'A refused message was tried again.': attempts === 1,
      [`A dead letter came after more than ${seconds(HEALTHY_P95_MS)}.`]: lateMs <= HEALTHY_P95_MS,
      'Sending again did not deliver it.': areRedriven,
    }),
  };
}
