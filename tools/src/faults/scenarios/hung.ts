import { keepRunning } from '../../processes/keep-running.ts';
import { seconds } from '../evidence.ts';
import { faultsOf, type Finding, type Scenario } from '../scenario.ts';
import { FINE } from '../stage/site.ts';
import { onStage, until, type Stage } from '../stage/stage.ts';
import { addTarget } from '../stage/targets.ts';
import type { WorkerProcess } from '../stage/worker-process.ts';

const INTERVAL_SECONDS = 2;
const TARGETS = 64;
/** The limit of the guard, and time for an end and a start on a busy machine. */
const BACK_MS = 75_000;

/** A worker, and then the document server, whose event loop stands still for ever: each is ended and started again. */
export const hungProcess: Scenario = {
  name: 'a hanging process is ended and started again',
  run: () => onStage(play),
};

async function play(stage: Stage): Promise<Finding[]> {
  const { site, documents } = stage;
  site.answer = () => FINE;
  for (let i = 0; i < TARGETS; i++) {
    await addTarget(stage.stores, {
      url: site.urlOf(`hung ${i}`, i),
      intervalSeconds: INTERVAL_SECONDS,
    });
  }
  const lines: string[] = [];
  const workers: WorkerProcess[] = [];
  const kept = await keepRunning(
    {
      name: 'worker',
      start: () => {
        const worker = stage.worker();
        workers.push(worker);
        return Promise.resolve({
          exited: worker.exited.then(String),
          stop: async () => {
            await worker.end('SIGTERM');
          },
          kill: () => {
            void worker.end('SIGKILL');
          },
        });
      },
    },
    { onTrouble: (line) => lines.push(line) },
  );
  if (!(await checksGoOn(stage))) throw new Error('The worker did not begin to check.');

  workers[0]?.hang();
  const workerAt = performance.now();
  const isWorkerBack = await until(() => workers.length > 1, BACK_MS);
  const workerGoesOn = isWorkerBack && (await checksGoOn(stage));
  const workerMs = performance.now() - workerAt;
  const words = workers[0]?.errors.join('\n') ?? '';

  documents.hang();
  const documentsAt = performance.now();
  const isEnded = await Promise.race([
    documents.exited.then(() => true),
    until(() => false, BACK_MS),
  ]);
  if (isEnded) await documents.restart();
  const documentsGoOn = isEnded && (await checksGoOn(stage));
  const documentsMs = performance.now() - documentsAt;
  const alerts = (await stage.stores.alerts.list({ limit: 50 })).items;
  await kept.stop(0);
  return [
    {
      name: hungProcess.name,
      figures: `checks go on ${seconds(workerMs)} after a worker, ${seconds(documentsMs)} after the document server`,
      faults: faultsOf({
        'A hanging worker was not started again.': workerGoesOn,
        'The worker did not say why it ended.': words.includes('did not answer'),
        'Nobody was told of the end of the worker.': lines.length > 0,
        'A hanging document server did not end.': documentsGoOn,
        'A target has an alert.': alerts.every(({ targetId }) => targetId === null),
      }),
    },
  ];
}

/** Whether the site is asked and results are stored, from now on. */
async function checksGoOn({ site, stores }: Stage): Promise<boolean> {
  const asked = site.asked;
  const from = new Date();
  const isStored = async (): Promise<boolean> =>
    site.asked > asked && (await stores.targets.changedSince(from, 1)).length > 0;
  return await until(async () => await isStored().catch(() => false), BACK_MS);
}
