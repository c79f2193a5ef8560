import { startApi } from '../../faults/stage/api-process.ts';
import { planOfDead } from '../../faults/stage/dead-target.ts';
import { quantile } from '../../quantile.ts';
import { step } from '../../terminal.ts';
import { atMost, row, type Row } from '../rows.ts';
import { ApiWatch } from './api-watch.ts';
import { addAudience, rowsOfAudience, rowsOfChat, untilTold } from './audience.ts';
import { addTargets, onScene, type Scene } from './scene.ts';
import { ProcessWatch } from './watch-processes.ts';

const API_MS = 300;
/** Longer than any bar. */
const WITHIN_MS = 400_000;

/** So many alerts are there at once: a worker has recorded that everything is down, and died. */
export function benchStorm(alerts: number): Promise<Row[]> {
  return step(`${alerts} alerts at once`, () => onScene((scene) => play(scene, alerts)));
}

async function play(scene: Scene, count: number): Promise<Row[]> {
  const { postgres, documents } = scene;
  const audience = await addAudience(scene);
  await addTargets(scene, count, planOfDead);
  const api = await startApi(scene);
  try {
    const pages = new ApiWatch(api.client);
    const from = Date.now();
    const worker = scene.startWorker();
    const roots = { worker: worker.pid, api: api.pid, PostgreSQL: postgres.pid };
    const watch = new ProcessWatch({ ...roots, 'document server': documents.pid });
    const expected = { event: 'opened', count, since: from } as const;
    await untilTold(scene, expected, WITHIN_MS);
    const pagesMs = await pages.stop();
    const used = watch.stop(count);
    await worker.end('SIGTERM');
    return [
      ...rowsOfAudience(scene, expected, from),
      ...rowsOfChat(audience),
      row('pages of the api p95', quantile(pagesMs, 0.95), 'ms', atMost(API_MS)),
      ...used,
    ];
  } finally {
    await api.end();
  }
}
