import { startApi } from '../../faults/stage/api-process.ts';
import { FINE } from '../../faults/stage/site.ts';
import { until } from '../../faults/stage/stage.ts';
import { quantile } from '../../quantile.ts';
import { step } from '../../terminal.ts';
import { atMost, row, type Row } from '../rows.ts';
import { ApiWatch } from './api-watch.ts';
import { addAudience, rowsOfAudience, rowsOfChat, untilTold } from './audience.ts';
import { addTargets, everyAlert, onScene, untilUp, type Scene } from './scene.ts';
import { earliest } from './told.ts';
import { ProcessWatch } from './watch-processes.ts';

const API_MS = 300;
/** Longer than any bar. */
const WITHIN_MS = 300_000;

/** Everything that is watched is dead at once, and recovers at once. */
export function benchOutage(targets: number): Promise<Row[]> {
  return step(`${targets} targets are dead at once, and recover`, () =>
    onScene((scene) => play(scene, targets)),
  );
}

async function play(scene: Scene, count: number): Promise<Row[]> {
  const { site, stores, postgres, documents } = scene;
  const audience = await addAudience(scene);
  await addTargets(scene, count);
  const worker = scene.startWorker();
  const api = await startApi(scene);
  try {
    await untilUp(scene, count);
    const roots = { worker: worker.pid, api: api.pid, PostgreSQL: postgres.pid };
    const watch = new ProcessWatch({ ...roots, 'document server': documents.pid });
    const calm = new ApiWatch(api.client);
    await until(() => false, CALM_MS);
    const calmMs = await calm.stop();

    const pages = new ApiWatch(api.client);
    const deadAt = Date.now();
    site.answer = () => ({ status: 500, afterMs: 0 });
    const dead = { event: 'opened', count, since: deadAt } as const;
    await untilTold(scene, dead, WITHIN_MS);
    const backAt = Date.now();
    site.answer = () => FINE;
    const back = { event: 'resolved', count, since: backAt } as const;
    await untilTold(scene, back, WITHIN_MS);
    const pagesMs = await pages.stop();
    const used = watch.stop(count);

    const alerts = await everyAlert(stores);
    const alerted = new Set(
      alerts.flatMap(({ kind, targetId }) => (kind === 'down' ? (targetId ?? []) : [])),
    );
    const openedAt = earliest(alerts.map((alert) => alert.openedAt.getTime()));
    const endedAt = earliest(alerts.flatMap((alert) => alert.endedAt?.getTime() ?? []));
    return [
      row('outage -> first alert', (openedAt - deadAt) / 1_000, 's'),
      row('targets without an alert', count - alerted.size, '', atMost(0)),
      ...rowsOfAudience(scene, dead, openedAt),
      ...rowsOfAudience(scene, back, endedAt),
      ...rowsOfChat(audience),
      row('pages of the api p95', quantile(pagesMs, 0.95), 'ms', atMost(API_MS)),
      row('  before', quantile(calmMs, 0.95), 'ms'),
      ...used,
    ];
  } finally {
    await api.end();
  }
}

const CALM_MS = 5_000;
