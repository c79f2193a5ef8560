import { setTimeout as sleep } from 'node:timers/promises';
import { addChannel } from '../../faults/stage/channels.ts';
import { FINE } from '../../faults/stage/site.ts';
import { until } from '../../faults/stage/stage.ts';
import type { WorkerProcess } from '../../faults/stage/worker-process.ts';
import { quantile } from '../../quantile.ts';
import { step } from '../../terminal.ts';
import { atMost, row, type Row } from '../rows.ts';
import { addTargets, everyAlert, onScene, untilUp, type Scene } from './scene.ts';
import { rowsOfAgain, toldOf } from './told.ts';

/** Targets that fail in each round, each told on one of some channels. */
const TARGETS = 40;
const CHANNELS = 10;
/** Shorter than people may choose, so that a round has alerts at each moment. */
const INTERVAL_SECONDS = 5;
/** What a receiver takes for its answer: messages are under way when the worker dies. */
const ANSWER_MS = 400;
const TOLD_WITHIN_MS = 90_000;
const P95_SECONDS = 20;
const MOST_SECONDS = 45;

/** A worker is killed while it tells of outages, and started again at once. */
export function benchKill(kills: number): Promise<Row[]> {
  return step(`A worker is killed ${kills} times while it tells`, () =>
    onScene((scene) => play(scene, kills)),
  );
}

async function play(scene: Scene, kills: number): Promise<Row[]> {
  const { receivers, site, stores } = scene;
  const names = Array.from({ length: CHANNELS }, (_, index) => `channel-${index}`);
  const channels = await Promise.all(
    names.map((name) =>
      addChannel(stores, { kind: 'webhook', name, config: { url: receivers.urlOf(name) } }),
    ),
  );
  receivers.react = () => ({ status: 204, afterMs: ANSWER_MS });
  const rounds = kills * TARGETS;
  const ids = await addTargets(scene, rounds, (number) => ({
    intervalSeconds: INTERVAL_SECONDS,
    request: { retries: 0 },
    thresholds: { failuresToDown: 1 },
    alerting: { channelIds: [channels[number % CHANNELS] ?? ''] },
  }));
  let worker = scene.startWorker();
  await untilUp(scene, rounds);
  const waits: number[] = [];
  let lost = 0;
  for (let round = 0; round < kills; round++) {
    const failing = new Set(ids.slice(round * TARGETS, (round + 1) * TARGETS));
    site.answer = (path) => (failing.has(path) ? { status: 500, afterMs: 0 } : FINE);
    const killed = await killAndRestart(scene, worker, { names, failing });
    worker = killed.worker;
    waits.push(...killed.waits);
    lost += killed.lost;
    site.answer = () => FINE;
  }
  const { again } = toldOf(
    names.flatMap((name) => receivers.of(name)),
    'opened',
  );
  const sorted = waits.sort((a, b) => a - b);
  return [
    row('alerts that were open when it died', sorted.length, ''),
    row('  restart -> handed over p50', quantile(sorted, 0.5), 's'),
    row('  p95', quantile(sorted, 0.95), 's', atMost(P95_SECONDS)),
    row('  max', quantile(sorted, 1), 's', atMost(MOST_SECONDS)),
    row('  not told', lost, '', atMost(0)),
    // Messages that were under way when it died may come again.
    ...rowsOfAgain(again, null),
  ];
}

interface Round {
  readonly names: readonly string[];
  readonly failing: ReadonlySet<string>;
}

async function killAndRestart(
  scene: Scene,
  worker: WorkerProcess,
  { names, failing }: Round,
): Promise<{ worker: WorkerProcess; waits: number[]; lost: number }> {
  const told = () =>
    toldOf(
      names.flatMap((name) => scene.receivers.of(name)),
      'opened',
    ).at;
  const alertsOf = async () =>
    (await everyAlert(scene.stores)).filter(({ targetId }) => failing.has(targetId ?? ''));
  await until(async () => (await alertsOf()).length > 0, TOLD_WITHIN_MS);
  await sleep(Math.random() * INTERVAL_SECONDS * 1_000);
  await worker.end('SIGKILL');
  const restartedAt = Date.now();
  const known = told();
  const untold = (await alertsOf()).filter(({ id }) => !known.has(id));
  const next = scene.startWorker();
  const areTold = async (): Promise<boolean> => {
    const now = told();
    const alerts = await alertsOf();
    return alerts.length === failing.size && alerts.every(({ id }) => now.has(id));
  };
  await until(areTold, TOLD_WITHIN_MS);
  const later = told();
  return {
    worker: next,
    waits: untold.flatMap(({ id }) => {
      const at = later.get(id);
      return at === undefined ? [] : [(at - restartedAt) / 1_000];
    }),
    lost: failing.size - (await alertsOf()).filter(({ id }) => later.has(id)).length,
  };
}
