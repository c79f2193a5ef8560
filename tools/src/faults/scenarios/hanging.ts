import { setTimeout as sleep } from 'node:timers/promises';
import { newId } from '@app/persistence';
import { quantile } from '../../quantile.ts';
import { faultsOf, type Finding, type Scenario } from '../scenario.ts';
import { FINE } from '../stage/site.ts';
import { onStage, until, type Stage } from '../stage/stage.ts';
import { addTarget } from '../stage/targets.ts';

const HEALTHY = 100;
const HANGING = 1_000;
const HEALTHY_INTERVAL_SECONDS = 5;
/** The shortest interval that people may choose. */
const HANGING_INTERVAL_SECONDS = 20;
const ANSWER_MS = 50;
const BEFORE_MS = 20_000;
const WATCHED_MS = 60_000;
/** Time for results on their way to be stored. */
const SETTLE_MS = 1_000;
const INSERTED_AT_ONCE = 50;
/** Bars. */
const LATE_MS = 1_000;
/** Beyond what the machine does to latencies before; a thousand outages are recorded and told meanwhile. */
const LATENCY_ERROR_MS = { p50: 5, p99: 100 };

/** A thousand targets stop answering at the same moment, beside a hundred that are well. */
export const hanging: Scenario = {
  name: '1,000 targets hang beside 100 healthy ones',
  // Each is a service of its own: politeness to a host is another matter.
  run: () => onStage(play, { ports: HEALTHY + HANGING }),
};

async function play(stage: Stage): Promise<Finding[]> {
  const { site } = stage;
  const healthy = Array.from({ length: HEALTHY }, newId);
  const hangs = new Set(Array.from({ length: HANGING }, newId));
  await addAll(stage, { ids: healthy, intervalSeconds: HEALTHY_INTERVAL_SECONDS, firstPort: 0 });
  await addAll(stage, {
    ids: [...hangs],
    intervalSeconds: HANGING_INTERVAL_SECONDS,
    firstPort: HEALTHY,
  });
  let areHanging = false;
  site.answer = (path) =>
    hangs.has(path) ? (areHanging ? 'never' : FINE) : { status: 200, afterMs: ANSWER_MS };
  const worker = stage.worker();
  const isBegun = (): boolean => [...healthy, ...hangs].every((id) => site.asksOf(id).length > 0);
  if (!(await until(isBegun, 60_000))) throw new Error('The worker did not begin to check.');

  const before = await stretch(BEFORE_MS);
  areHanging = true;
  const during = await stretch(WATCHED_MS);
  const held = site.hanging;
  await worker.end('SIGTERM');
  await sleep(SETTLE_MS);

  const calm = await figuresOf(stage, healthy, before);
  const { due, done, failed, late, errors } = await figuresOf(stage, healthy, during);
  const alerts = (await stage.stores.alerts.list({ limit: 100 })).items;
  // What the machine itself does to latencies shows while all is well.
  const isUnharmed = (share: number, barMs: number): boolean =>
    quantile(errors, share) <= Math.max(barMs, 2 * quantile(calm.errors, share));
  return [
    {
      name: hanging.name,
      figures:
        `healthy ones late ${spread(late)} (before: ${spread(calm.late)}); latency off the truth ` +
        `${spread(errors)} (before: ${spread(calm.errors)}); ${done} of ${due} done, ` +
        `${held} hanging ones under way`,
      faults: faultsOf({
        'Healthy checks are late by a second or more (p99).': quantile(late, 0.99) < LATE_MS,
        'Measured latencies are further off the truth than before.':
          isUnharmed(0.5, LATENCY_ERROR_MS.p50) && isUnharmed(0.99, LATENCY_ERROR_MS.p99),
        [`${failed} checks of healthy targets failed.`]: failed === 0,
        'Checks of healthy targets were left out.': done >= due - HEALTHY,
        'A healthy target has an alert.': alerts.every(
          ({ targetId }) => targetId === null || hangs.has(targetId),
        ),
      }),
    },
  ];
}

interface Stretch {
  readonly from: number;
  readonly to: number;
}

async function stretch(forMs: number): Promise<Stretch> {
  const from = Date.now();
  await sleep(forMs);
  return { from, to: Date.now() };
}

/** What became of the healthy targets in a stretch of time; lists are sorted milliseconds. */
async function figuresOf(
  { site, checks }: Stage,
  ids: readonly string[],
  { from, to }: Stretch,
): Promise<{ due: number; done: number; failed: number; late: number[]; errors: number[] }> {
  const found = await Promise.all(
    ids.map(async (id) => ({
      asks: site.asksOf(id),
      checks: (await checks(id)).filter(({ at }) => Number(at) >= from && Number(at) < to),
    })),
  );
  const all = found.flatMap((one) => one.checks);
  const errors = found.flatMap((one) =>
    one.checks.flatMap(({ at, latencyMs }) => {
      const ask = one.asks.find((a) => Math.abs(a.at - Number(at)) < LATE_MS);
      return ask?.tookMs != null && latencyMs !== null ? [Math.abs(latencyMs - ask.tookMs)] : [];
    }),
  );
  return {
    due: Math.round((ids.length * (to - from)) / (HEALTHY_INTERVAL_SECONDS * 1_000)),
    done: all.length,
    failed: all.filter(({ outcome }) => outcome === 'failed').length,
    late: sorted(all.map(({ at, slot }) => Number(at) - Number(slot))),
    errors: sorted(errors),
  };
}

async function addAll(
  { stores, site }: Stage,
  plan: { ids: readonly string[]; intervalSeconds: number; firstPort: number },
): Promise<void> {
  const { ids, intervalSeconds, firstPort } = plan;
  for (let at = 0; at < ids.length; at += INSERTED_AT_ONCE) {
    await Promise.all(
      ids
        .slice(at, at + INSERTED_AT_ONCE)
        .map((id, index) =>
          addTarget(stores, { id, url: site.urlOf(id, firstPort + at + index), intervalSeconds }),
        ),
    );
  }
}

const sorted = (values: readonly number[]): number[] => [...values].sort((a, b) => a - b);
const spread = (values: readonly number[]): string =>
  `p50 ${quantile(values, 0.5).toFixed(0)}, p99 ${quantile(values, 0.99).toFixed(0)} ms`;
