import { setTimeout as sleep } from 'node:timers/promises';
import type { StatusCounts } from '@app/domain';
import { memoryOf } from '../../processes/process-figures.ts';
import { seconds } from '../evidence.ts';
import { faultsOf, type Finding, type Scenario } from '../scenario.ts';
import { onStage, until, type Stage } from '../stage/stage.ts';
import { addTarget } from '../stage/targets.ts';
import type { WorkerProcess } from '../stage/worker-process.ts';

const TARGETS = 5_000;
/** The shortest interval that people may choose. */
const INTERVAL_SECONDS = 20;
const PORTS = 500;
const INSERTED_AT_ONCE = 50;
const BEGUN_WITHIN_MS = 120_000;
/** How long a worker is gone, and how long it is watched after its return. */
const GONE_MS = 10_000;
const RESTARTED_MS = 50_000;
/** How long an outage is watched once everything is down. */
const DOWN_MS = 40_000;
/** Bars. */
const ALL_DOWN_MS = 90_000;
const MEMORY_MB = 300;

/** Everything that is watched fails at once, after a restart of the worker. */
export const massOutage: Scenario = {
  name: `${TARGETS} targets fail at once`,
  run: () => onStage(play, { ports: PORTS }),
};

async function play(stage: Stage): Promise<Finding[]> {
  await addAll(stage);
  const first = stage.worker();
  const isUp = async (): Promise<boolean> => (await stage.stores.targets.counts()).up === TARGETS;
  if (!(await until(isUp, BEGUN_WITHIN_MS))) throw new Error('Not every target came up.');
  await first.end('SIGKILL');
  await sleep(GONE_MS);

  const worker = stage.worker();
  const restarted = await watch(stage, worker, { forMs: RESTARTED_MS });
  stage.site.answer = () => ({ status: 500, afterMs: 0 });
  const falling = await watch(stage, worker, {
    forMs: 2 * ALL_DOWN_MS,
    until: ({ down }) => down === TARGETS,
  });
  const fallen = await watch(stage, worker, { forMs: DOWN_MS });
  const unknown = Math.max(falling.mostUnknown, fallen.mostUnknown);
  return [
    {
      name: massOutage.name,
      figures:
        `all down after ${seconds(falling.lastedMs)}, ${unknown} unknown at most; memory of the worker ` +
        `${restarted.peakMb.toFixed(0)} MB after the restart, ${falling.peakMb.toFixed(0)} MB in the outage, ` +
        `${fallen.peakMb.toFixed(0)} MB after`,
      faults: faultsOf({
        [`Not everything was down after ${seconds(ALL_DOWN_MS)}.`]:
          falling.isDone && falling.lastedMs <= ALL_DOWN_MS,
        [`${unknown} targets that fail became unknown.`]: unknown === 0,
        'A target that fails was not down any more.': fallen.fewestDown === TARGETS,
        [`The worker kept more than ${MEMORY_MB} MB.`]:
          Math.max(restarted.peakMb, falling.peakMb, fallen.peakMb) <= MEMORY_MB,
        'The worker ended.': worker.isRunning,
        [`The worker logged an error: ${worker.errors[0] ?? ''}`]: worker.errors.length === 0,
      }),
    },
  ];
}

interface Watched {
  readonly lastedMs: number;
  readonly peakMb: number;
  readonly mostUnknown: number;
  readonly fewestDown: number;
  /** What was waited for has come. */
  readonly isDone: boolean;
}

async function watch(
  { stores }: Stage,
  { pid }: WorkerProcess,
  plan: { forMs: number; until?: (counts: StatusCounts) => boolean },
): Promise<Watched> {
  const from = performance.now();
  const seen = { peakMb: 0, mostUnknown: 0, fewestDown: TARGETS };
  const lastedMs = (): number => performance.now() - from;
  while (lastedMs() < plan.forMs) {
    const counts = await stores.targets.counts();
    seen.peakMb = Math.max(seen.peakMb, pid === undefined ? NaN : memoryOf(pid).nowMb);
    seen.mostUnknown = Math.max(seen.mostUnknown, counts.unknown);
    seen.fewestDown = Math.min(seen.fewestDown, counts.down);
    if (plan.until?.(counts)) return { ...seen, lastedMs: lastedMs(), isDone: true };
    await sleep(500);
  }
  return { ...seen, lastedMs: lastedMs(), isDone: false };
}

async function addAll({ stores, site }: Stage): Promise<void> {
  for (let at = 0; at < TARGETS; at += INSERTED_AT_ONCE) {
    await Promise.all(
      Array.from({ length: INSERTED_AT_ONCE }, (_, index) =>
        addTarget(stores, {
          url: site.urlOf(String(at + index), at + index),
          intervalSeconds: INTERVAL_SECONDS,
        }),
      ),
    );
  }
}
