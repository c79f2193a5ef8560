import { setTimeout as sleep } from 'node:timers/promises';
import { DEFAULT_POLICIES } from '@app/domain/alerting';
import { seconds } from '../../../faults/evidence.ts';
import { faultsOf, type Finding, type Scenario } from '../../../faults/scenario.ts';
import type { ApiProcess } from '../../../faults/stage/api-process.ts';
import { planOfDead } from '../../../faults/stage/dead-target.ts';
import { until } from '../../../faults/stage/stage.ts';
import { isTaken } from '../../../receivers/received.ts';
import {
  addGroup,
  alertsTold,
  type DeliveryStage,
  type Group,
  onDeliveryStage,
  withApi,
} from '../stage.ts';
import { atOnce } from './at-once.ts';

/** Alerts that are taken on while their first message is under way, while they are reminded of, never, and when they are over. */
const COUNTS = { sending: 400, reminded: 300, never: 100, over: 200 } as const;
const TOTAL = COUNTS.sending + COUNTS.reminded + COUNTS.never + COUNTS.over;
const TAKEN_ON = COUNTS.sending + COUNTS.reminded;
const CALLS = 20;
const ANSWER_MS = 300;
/** The shortest that the monitor knows. */
const REMIND_MINUTES = 1;
/** A reminder that was decided before may still be under way. */
const UNDER_WAY_MS = 5_000;
const WITHIN_MS = 90_000;
/** Reminders of others have all come by then; one that is wrong came with them. */
const AFTERWARDS_MS = 12_000;

type Groups = Readonly<Record<keyof typeof COUNTS, Group>>;

/** People take alerts on while they are told of them and reminded of them, twice at once, and too late. */
export const acknowledged: Scenario = {
  name: `${TOTAL} alerts are taken on while they are told, reminded of, or over`,
  run: () => onDeliveryStage((stage) => withApi(stage, (api) => play(stage, api.client))),
};

async function play(stage: DeliveryStage, client: ApiProcess['client']): Promise<Finding[]> {
  await remindOften(stage);
  const add = (name: keyof typeof COUNTS): Promise<Group> =>
    addGroup(stage, name, { count: COUNTS[name], target: planOfDead });
  const groups: Groups = {
    sending: await add('sending'),
    reminded: await add('reminded'),
    never: await add('never'),
    over: await add('over'),
  };
  const people = new People(client);
  stage.receivers.react = (name, { events }) => {
    // Trouble with the monitor itself is told on every channel.
    const ofTargets = events.filter(({ targetId }) => targetId !== null);
    if (name === groups.sending.name) for (const one of ofTargets) people.takeOn(one.alertId);
    return { status: 200, afterMs: ANSWER_MS };
  };
  const worker = stage.worker();
  const told = (group: Group, event: string): Set<string> => alertsTold(stage, group, event);
  const areTold = (): boolean =>
    Object.values(groups).every((group) => told(group, 'alert.opened').size >= group.ids.length);
  await until(areTold, WITHIN_MS);
  const refusals = await takeOnTooLate(stage, groups.over, people);

  // The first of many reminders is out, the others are about to be.
  const { reminded, never } = groups;
  const reminders = (): number => told(never, 'alert.reminder').size;
  await until(() => reminders() + told(reminded, 'alert.reminder').size > 0, WITHIN_MS);
  for (const id of told(reminded, 'alert.opened')) people.takeOn(id);
  await people.areDone();
  await until(() => reminders() === COUNTS.never, WITHIN_MS);
  await sleep(AFTERWARDS_MS);

  const { takenAt, failures } = people;
  const late = lateReminders(stage, [groups.sending, reminded], takenAt);
  const open = await stage.stores.alerts.countOpen([...groups.sending.ids, ...reminded.ids]);
  const kind = refusals.filter((text) => text.includes('nothing left to acknowledge')).length;
  return [
    {
      name: acknowledged.name,
      figures:
        `${takenAt.size} of ${TAKEN_ON} taken on, ${people.unlike} pairs of calls unlike (at most 0); ` +
        `${late} reminders from ${seconds(UNDER_WAY_MS)} after (at most 0), ${reminders()} of ${COUNTS.never} others reminded; ` +
        `${kind} of ${COUNTS.over} told that it was over`,
      faults: faultsOf({
        [`${takenAt.size} could be taken on. ${failures[0] ?? ''}`]: takenAt.size === TAKEN_ON,
        [`${people.unlike} times two calls at once answered differently.`]: people.unlike === 0,
        [`${late} reminders began after somebody had taken the alert on.`]: late === 0,
        [`${open.size} targets have an open alert although it was taken on.`]: open.size === 0,
        'Not everybody else was reminded: nothing was proved.': reminders() === COUNTS.never,
        'Who came too late was not told so.': kind === COUNTS.over,
        'The worker ended.': worker.isRunning,
      }),
    },
  ];
}

/** People who take alerts on, each twice at once. */
class People {
  /** When each alert was known to be taken on. */
  readonly takenAt = new Map<string, number>();
  readonly failures: string[] = [];
  /** Pairs of calls that did not answer alike. */
  unlike = 0;
  readonly client: ApiProcess['client'];
  readonly limit = atOnce(CALLS);
  readonly #calls = new Map<string, Promise<void>>();

  constructor(client: ApiProcess['client']) {
    this.client = client;
  }

  takeOn(id: string): void {
    if (this.#calls.has(id)) return;
    const call = this.limit(async () => {
      const [one, other] = await Promise.all([
        this.client.alerts.acknowledge.mutate({ id }),
        this.client.alerts.acknowledge.mutate({ id, note: 'second' }),
      ]);
      if (Number(one.acknowledgedAt) !== Number(other.acknowledgedAt)) this.unlike++;
      this.takenAt.set(id, Date.now());
    });
    this.#calls.set(
      id,
      call.catch((error: unknown) => void this.failures.push(wordsOf(error))),
    );
  }

  async areDone(): Promise<void> {
    await Promise.all(this.#calls.values());
  }
}

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : '');

/** Ends alerts, and then takes them on. Answers what was said of that. */
async function takeOnTooLate(
  stage: DeliveryStage,
  group: Group,
  { client, limit }: People,
): Promise<string[]> {
  const over = { at: new Date(), ending: 'recovered', announcement: null } as const;
  const refusals: string[] = [];
  const takeOn = async (id: string): Promise<void> => {
    await stage.stores.alerts.end(id, over);
    await client.alerts.acknowledge
      .mutate({ id })
      .catch((error: unknown) => void refusals.push(wordsOf(error)));
  };
  const ids = [...alertsTold(stage, group, 'alert.opened')];
  await Promise.all(ids.map((id) => limit(() => takeOn(id))));
  return refusals;
}

const lateReminders = (
  { receivers }: DeliveryStage,
  groups: readonly Group[],
  takenAt: ReadonlyMap<string, number>,
): number =>
  groups
    .flatMap(({ name }) => receivers.of(name).filter(isTaken))
    .flatMap(({ at, events }) =>
      events.filter(
        ({ event, alertId }) =>
          event === 'alert.reminder' && at > (takenAt.get(alertId) ?? Infinity) + UNDER_WAY_MS,
      ),
    ).length;

async function remindOften({ stores }: DeliveryStage): Promise<void> {
  const { version, ...rules } = await stores.alertRules.get();
  const reminders = { everyMinutes: REMIND_MINUTES, growing: false, atMost: 3 };
  const defaults = { ...DEFAULT_POLICIES.defaults, reminders };
  await stores.alertRules.replace(version, { ...rules, policies: { ...rules.policies, defaults } });
}
