import { newId } from '@app/persistence';
import { seconds } from '../../../faults/evidence.ts';
import { faultsOf, type Finding, type Scenario } from '../../../faults/scenario.ts';
import type { ApiProcess } from '../../../faults/stage/api-process.ts';
import { until } from '../../../faults/stage/stage.ts';
import {
  addGroup,
  alertsOf,
  alertsTold,
  type DeliveryStage,
  type Group,
  onDeliveryStage,
  withApi,
} from '../stage.ts';
import { atOnce } from './at-once.ts';

/** Targets that are changed during their first check, and those that are while people are told of them. */
const COUNT = 500;
const TOTAL = 2 * COUNT;
const INTERVAL_SECONDS = 30;
const CALLS = 20;
const CHECK_MS = 400;
const ANSWER_MS = 300;
/** Somebody else may have changed it meanwhile: then a person tries again. */
const TRIES = 5;
const WITHIN_MS = 150_000;
const SETTLED_MS = 60_000;

const CHANGES = ['removed', 'paused', 'edited'] as const;
type Change = (typeof CHANGES)[number];
type Client = ApiProcess['client'];

/** People remove, pause and edit targets while they are checked, and while people are told of them. */
export const changedMeanwhile: Scenario = {
  name: `${TOTAL} targets are removed, paused or edited while they are checked and told of`,
  run: () => onDeliveryStage((stage) => withApi(stage, (api) => play(stage, api.client))),
};

async function play(stage: DeliveryStage, client: Client): Promise<Finding[]> {
  const { receivers, site } = stage;
  const plan = { count: COUNT, target: () => ({ intervalSeconds: INTERVAL_SECONDS }) };
  const checked = await addGroup(stage, 'checked', plan);
  const told = await addGroup(stage, 'told', plan);
  const ids = [...checked.ids, ...told.ids];
  const newUrl = (number: number): string => site.urlOf(`moved-${newId()}`, number);
  const changes = new Changes(client, newUrl, ids);
  const duringCheck = new Set(checked.ids);
  const failing = new Set(ids);
  site.answer = (path) => {
    if (duringCheck.has(path)) changes.begin(path);
    return { status: failing.has(path) ? 500 : 200, afterMs: CHECK_MS };
  };
  receivers.react = (name, { events }) => {
    if (name === told.name) for (const { targetId } of events) changes.begin(targetId ?? '');
    return { status: 200, afterMs: ANSWER_MS };
  };
  const worker = stage.worker();
  const { doneAt, failures } = changes;
  await until(() => doneAt.size + failures.length === TOTAL, WITHIN_MS);

  const groups = [checked, told];
  const from = Date.now();
  await until(async () => (await openOf(stage, groups)) + untold(stage, groups) === 0, SETTLED_MS);
  const settledMs = Date.now() - from;
  const open = await openOf(stage, groups);
  const unended = untold(stage, groups);
  const asked = ids.map(
    (id) => site.asksOf(id).filter(({ at }) => at > (doneAt.get(id) ?? Infinity)).length,
  );
  const most = Math.max(0, ...asked);
  return [
    {
      name: changedMeanwhile.name,
      figures:
        `${doneAt.size} of ${TOTAL} changed; ${seconds(settledMs)} after, ${open} alerts of nothing are open (at most 0), ` +
        `${unended} told of the beginning and not of the end (at most 0); ` +
        `${most} checks as before after a change (at most 1)`,
      faults: faultsOf({
        [`Only ${doneAt.size} could be changed: ${failures[0] ?? ''}`]: doneAt.size === TOTAL,
        [`${open} alerts are open of which nothing is left.`]: open === 0,
        [`${unended} alerts are over, and who was told was not told that.`]: unended === 0,
        [`A target was checked ${most} times as it was before.`]: most <= 1,
        'The worker ended.': worker.isRunning,
      }),
    },
  ];
}

/** People who change targets, each once. */
class Changes {
  /** When each change was known to be made. */
  readonly doneAt = new Map<string, number>();
  readonly failures: string[] = [];
  readonly #client: Client;
  readonly #newUrl: (number: number) => string;
  readonly #changeOf: ReadonlyMap<string, Change>;
  readonly #begun = new Set<string>();
  readonly #limit = atOnce(CALLS);

  constructor(client: Client, newUrl: (number: number) => string, ids: readonly string[]) {
    this.#client = client;
    this.#newUrl = newUrl;
    this.#changeOf = new Map(ids.map((id, i) => [id, CHANGES[i % CHANGES.length] ?? 'paused']));
  }

  begin(id: string): void {
    const change = this.#changeOf.get(id);
    if (change === undefined || this.#begun.has(id)) return;
    this.#begun.add(id);
    this.#limit(() => this.#make(id, change)).then(
      () => this.doneAt.set(id, Date.now()),
      (error: unknown) => this.failures.push(error instanceof Error ? error.message : ''),
    );
  }

  async #make(id: string, change: Change): Promise<void> {
    for (let left = TRIES; ; left--) {
      try {
        await this.#try(id, change);
        return;
      } catch (error) {
        if (left === 1) throw error;
      }
    }
  }

  async #try(id: string, change: Change): Promise<void> {
    const { targets } = this.#client;
    if (change === 'removed') await targets.remove.mutate({ id });
    else if (change === 'paused') await targets.pause.mutate({ id });
    else await targets.update.mutate({ id, url: this.#newUrl(this.#begun.size) });
  }
}

/** Alerts that are open: their targets are gone, paused or well. */
async function openOf(stage: DeliveryStage, groups: readonly Group[]): Promise<number> {
  const alerts = await Promise.all(groups.map((group) => alertsOf(stage, group)));
  return alerts.flat().filter(({ state }) => state === 'open').length;
}

/** Alerts of which a channel was told the beginning and not the end. */
function untold(stage: DeliveryStage, groups: readonly Group[]): number {
  const ofGroup = (group: Group): number => {
    const ended = alertsTold(stage, group, 'alert.resolved');
    return [...alertsTold(stage, group, 'alert.opened')].filter((id) => !ended.has(id)).length;
  };
  return groups.map(ofGroup).reduce((sum, count) => sum + count, 0);
}
