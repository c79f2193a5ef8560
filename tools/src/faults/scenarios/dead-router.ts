import { setTimeout as sleep } from 'node:timers/promises';
import { describeCause, uptime24h } from '@app/domain';
import { seconds } from '../evidence.ts';
import { faultsOf, type Finding, type Scenario } from '../scenario.ts';
import { openBehindRouter, type BehindRouter } from '../stage/router.ts';
import { onStage, until, type Stage } from '../stage/stage.ts';
import { addTarget } from '../stage/targets.ts';

const INTERVAL_SECONDS = 20;
/** The shortest time that people may choose until a blind monitor is told of. */
const BLIND_SECONDS = 30;
const BEGUN_WITHIN_MS = 90_000;
const DEAD_MS = 90_000;
const POLL_MS = 200;
/** What the log must say of the outage. */
const LOGGED = "the monitor's own network is away";
/** Bars: the next question about the network, and a round of checks; two looks of the watchdog more. */
const BACK_MS = 30_000;
const RESOLVED_MS = 90_000;
/** Bar: a round, its deadline, the confirmation and that one's deadline. */
const TOLD_MS = 120_000;

/** The monitor's own line fails: no site is down. One site of the same line fails: it is. */
export const deadRouter: Scenario = {
  name: 'dead router (network namespace)',
  run: async () => {
    const line = await openBehindRouter();
    try {
      return await onStage((stage) => play(stage, line), { ports: 1 });
    } finally {
      line.close();
    }
  },
};

async function play(stage: Stage, line: BehindRouter): Promise<Finding[]> {
  const { stores, mongodbUri, postgres } = stage;
  for (const url of [mongodbUri, postgres.url]) await line.forward(Number(new URL(url).port));
  await stores.settings.update({
    blindness: { share: 0.2, atLeast: 3, afterSeconds: BLIND_SECONDS },
  });
  const ids: string[] = [];
  for (const url of line.urls) {
    ids.push(await addTarget(stores, { url, intervalSeconds: INTERVAL_SECONDS }));
  }
  const areUp = async (): Promise<boolean> => (await stores.targets.counts()).up === ids.length;
  const worker = stage.worker({ prefix: line.prefix });
  if (!(await until(areUp, BEGUN_WITHIN_MS))) throw new Error('Not every target came up.');

  line.kill();
  const mostDown = await mostDownFor(stage, DEAD_MS);
  const dead = await look(stage, ids);

  line.revive();
  const backAt = new Date();
  const areBack = async (): Promise<boolean> => {
    const all = await Promise.all(ids.map(stage.target));
    return all.every(
      ({ state, lastCheck }) =>
        state.status === 'up' && lastCheck?.outcome === 'ok' && lastCheck.at > backAt,
    );
  };
  const isBack = await until(areBack, BACK_MS);
  const backMs = Date.now() - backAt.getTime();
  const isSystemWell = async (): Promise<boolean> =>
    (await systemAlerts(stage)).every(({ state }) => state === 'resolved');
  const isResolved = await until(isSystemWell, RESOLVED_MS);
  const back = await look(stage, ids);

  const diedAt = Date.now();
  line.killSite(0);
  const isTold = await until(async () => (await look(stage, ids)).told[0] === ids[0], TOLD_MS);
  const toldMs = Date.now() - diedAt;
  const counts = await stores.targets.counts();
  const after = await look(stage, ids);
  await worker.end('SIGTERM');

  const [alert] = dead.system;
  const errors = worker.errors.filter((error) => !error.startsWith(LOGGED));
  return [
    {
      name: deadRouter.name,
      figures:
        `${mostDown} of ${ids.length} down in ${seconds(DEAD_MS)} without it, "${alert ? describeCause(alert.cause) : 'nothing told'}"; ` +
        `all up ${seconds(backMs)} after; a site that died was told after ${seconds(toldMs)}`,
      faults: faultsOf({
        'Sites were called down.': mostDown === 0 && dead.told.length === 0,
        'The outage of the monitor counts as theirs.': dead.uptimes.every((share) => share === 100),
        'Nothing was inconclusive: the router was not missed.': dead.inconclusive > 0,
        [`${dead.system.length} alerts are about the monitor.`]: dead.system.length === 1,
        'No open alert says that the monitor is offline.':
          alert?.state === 'open' &&
          describeCause(alert.cause).startsWith('The monitor is offline'),
        [`Not all were good again within ${seconds(BACK_MS)}.`]: isBack,
        [`The alert was not over within ${seconds(RESOLVED_MS)}.`]: isResolved,
        'The return told or counted something against the sites.':
          back.told.length === 0 && back.uptimes.every((share) => share === 100),
        [`A site that died was not told within ${seconds(TOLD_MS)}.`]: isTold,
        'Other sites than the dead one are down.':
          counts.down === 1 && counts.up === ids.length - 1 && after.told.length === 1,
        'An outage of one site was taken for one of the monitor.': after.system.length === 1,
        'The log says nothing of the outage.': errors.length < worker.errors.length,
        [`The worker logged another error: ${errors[0] ?? ''}`]: errors.length === 0,
      }),
    },
  ];
}

async function mostDownFor({ stores }: Stage, forMs: number): Promise<number> {
  const end = Date.now() + forMs;
  let most = 0;
  while (Date.now() < end) {
    most = Math.max(most, (await stores.targets.counts()).down);
    await sleep(POLL_MS);
  }
  return most;
}

const systemAlerts = async ({ stores }: Stage) =>
  (await stores.alerts.list({ kind: 'system', limit: 100 })).items;

/** What people can see at this moment. */
async function look(stage: Stage, ids: readonly string[]) {
  const targets = await Promise.all(ids.map(stage.target));
  const alerts = (await stage.stores.alerts.list({ limit: 100 })).items;
  const now = new Date();
  return {
    uptimes: targets.map((target) => uptime24h(target.hours, target, now)),
    inconclusive: targets.flatMap(({ recent }) =>
      recent.filter(({ outcome }) => outcome === 'inconclusive'),
    ).length,
    /** Targets that alerts are about. */
    told: alerts.flatMap(({ targetId }) => targetId ?? []),
    system: alerts.filter(({ kind }) => kind === 'system'),
  };
}
