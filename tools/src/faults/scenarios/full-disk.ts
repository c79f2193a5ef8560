import { setTimeout as sleep } from 'node:timers/promises';
import { type AlertRecord, type Check, describeCause } from '@app/domain';
import { connect, createStores, ensureIndexes, newId, type Stores } from '@app/persistence';
import { seconds } from '../evidence.ts';
import { faultsOf, type Finding, type Scenario } from '../scenario.ts';
import { startProduct, type WholeProduct } from '../stage/product.ts';
import { Site } from '../stage/site.ts';
import { openSmallDisk, type SmallDisk } from '../stage/small-disk.ts';
import { until } from '../stage/stage.ts';
import { addTarget } from '../stage/targets.ts';

const DISK_MB = 400;
const TARGETS = 60;
const INTERVAL_SECONDS = 20;
const BEGUN_WITHIN_MS = 90_000;
/** How long the disk is full; then how long each byte that somebody frees is taken at once. */
const FULL_MS = 60_000;
const GREEDY_MS = 60_000;
const GREED_EVERY_MS = 200;
/** A request and the writing of its result. */
const UNDER_WAY_MS = 5_000;
const EARLY_MS = 1_000;
/** Bars. */
const RECORDED_MS = 30_000;
const BACK_MS = 60_000;
const HEALTH_MS = 1_000;
const HEALTH_EVERY_MS = 250;
/** Of the rounds that are due while the disk is full. */
const DONE_SHARE = 0.8;

/**
 * The disk with all files of the product is full; then somebody takes every byte that is freed, and PostgreSQL ends as it
 * does when its log of writes finds no room; then there is room.
 */
export const fullDisk: Scenario = {
  name: `the disk is full for ${seconds(FULL_MS + GREEDY_MS)}`,
  run: async () => {
    const disk = openSmallDisk(DISK_MB);
    try {
      const site = await Site.start(TARGETS);
      try {
        return await onProduct(disk, site);
      } finally {
        site.stop();
      }
    } finally {
      disk.close();
    }
  },
};

async function onProduct(disk: SmallDisk, site: Site): Promise<Finding[]> {
  const product = await startProduct(disk.folder);
  try {
    const connection = await connect({ uri: product.mongodbUri });
    try {
      await ensureIndexes(connection);
      return [await play({ disk, site, product, stores: createStores(connection) })];
    } finally {
      await connection.close();
    }
  } finally {
    disk.free();
    await product.stop();
  }
}

interface Scene {
  readonly disk: SmallDisk;
  readonly site: Site;
  readonly product: WholeProduct;
  readonly stores: Stores;
}

async function play(scene: Scene): Promise<Finding> {
  const { disk, site, product, stores } = scene;
  const ids = Array.from({ length: TARGETS }, newId);
  for (const [index, id] of ids.entries()) {
    const thresholds = { failuresToDown: 1 }; // a single wrong verdict would be enough
    const url = site.urlOf(id, index);
    await addTarget(stores, { id, url, intervalSeconds: INTERVAL_SECONDS, thresholds });
  }
  const isBegun = async (): Promise<boolean> =>
    (await isReady(product)) && ids.every((id) => site.asksOf(id).length > 1);
  if (!(await until(isBegun, BEGUN_WITHIN_MS))) throw new Error('The worker did not begin.');
  const before = await checksOf(stores, ids);

  const watched = watch(scene);
  const fullAt = Date.now();
  await disk.fill();
  await sleep(FULL_MS);
  const greedyAt = Date.now();
  const whileFull = (await checksOf(stores, ids)).flat();
  product.panicPostgres();
  while (Date.now() < greedyAt + GREEDY_MS) {
    await disk.fill();
    await sleep(GREED_EVERY_MS);
  }
  const freeAt = Date.now();
  disk.free();
  const isRecorded = async (): Promise<boolean> =>
    (await checksOf(stores, ids)).every((checks) => checks.some(({ at }) => Number(at) > freeAt));
  await until(isRecorded, 2 * RECORDED_MS);
  const recordedMs = Date.now() - freeAt;
  const isBack = await until(() => isReady(product), BACK_MS);
  const backMs = Date.now() - freeAt;
  const isTold = (): boolean => [...watched.reasons].some(isOfDisk);
  await until(isTold, BACK_MS);
  await sleep(UNDER_WAY_MS);
  const endedAt = Date.now();
  const health = await watched.stop();

  const after = await checksOf(stores, ids);
  const all = after.flat();
  const missing = before.flatMap((checks, index) =>
    checks.filter(({ at }) => !after[index]?.some((one) => Number(one.at) === Number(at))),
  );
  const lost = ids.flatMap((id, index) =>
    site
      .asksOf(id)
      .filter(({ at }) => at < endedAt - UNDER_WAY_MS && !after[index]?.some(explains(at))),
  );
  // Without any room a result may wait until its lease is over: then its slot is checked anew.
  const lostElse = lost.filter(({ at }) => at < greedyAt - UNDER_WAY_MS || at >= freeAt);
  const done = whileFull.filter(({ at }) => Number(at) >= fullAt).length;
  const due = (TARGETS * FULL_MS) / (INTERVAL_SECONDS * 1_000);
  const greedy = all.filter(({ at }) => Number(at) >= greedyAt && Number(at) < freeAt).length;
  const alerts = (await stores.alerts.list({ limit: 50 })).items;
  const ofSystem = alerts.filter(({ kind }) => kind === 'system');
  return {
    name: fullDisk.name,
    figures:
      `${done} of ${due} checks recorded while it was full, ${greedy} while every freed byte was taken; ` +
      `all recorded again ${seconds(recordedMs)} after there was room; ${lost.length - lostElse.length} requests without room have no result, ${lostElse.length} others; ` +
      `/health/live answered ${health.count} times, after ${health.worstMs.toFixed(0)} ms at worst; ` +
      `parts ended or did not start ${product.troubles.length} times, back ${seconds(backMs)} after there was room; ${ofSystem.length} alerts of the system`,
    faults: faultsOf({
      [`Less than ${DONE_SHARE * 100} % of the checks were recorded while it was full.`]:
        done >= due * DONE_SHARE,
      [`Not everything was recorded ${seconds(RECORDED_MS)} after there was room.`]:
        recordedMs <= RECORDED_MS,
      [`Not all parts came back: ${product.troubles.at(-1) ?? ''}`]: isBack,
      'PostgreSQL did not end.': product.troubles.length > 0,
      'A part besides PostgreSQL ended.': product.troubles.every((line) =>
        line.includes('PostgreSQL'),
      ),
      'Its health took a second or more, or was not told.': health.worstMs < HEALTH_MS,
      [`${health.unread} of ${health.count} times nothing could be read.`]: health.unread === 0,
      [`${missing.length} results that were recorded before are gone.`]: missing.length === 0,
      [`${lostElse.length} requests have no result.`]: lostElse.length === 0,
      'A check of a healthy site is not good.': all.every(
        ({ outcome }) => outcome === 'ok' || outcome === 'inconclusive',
      ),
      'A target has an alert.': ofSystem.length === alerts.length,
      [`There is not exactly one alert of the system: ${wordsOf(ofSystem)}`]: ofSystem.length === 1,
      [`It does not name the disk: ${wordsOf(ofSystem)}`]: isTold(),
    }),
  };
}

const isReady = ({ base }: WholeProduct): Promise<boolean> =>
  fetch(`${base}/health/ready`).then(
    ({ ok }) => ok,
    () => false,
  );

async function checksOf({ targets, results }: Stores, ids: readonly string[]): Promise<Check[][]> {
  return await Promise.all(
    ids.map(async (id) => {
      const archived = await Array.fromAsync(results.range(id, new Date(0), FAR_AHEAD));
      const { recent = [] } = (await targets.get(id)) ?? {};
      return [...archived.flat(), ...recent];
    }),
  );
}

const FAR_AHEAD = new Date('2200-01-01');

const isOfDisk = (reason: string): boolean => reason.includes('disk');

const wordsOf = (alerts: readonly AlertRecord[]): string =>
  alerts.map(({ cause }) => describeCause(cause)).join(' / ');

/** Whether a check is the one that a request at an instant was made for. */
const explains =
  (at: number) =>
  (check: Check): boolean =>
    Math.abs(at - Number(check.at)) < EARLY_MS;

/** Asks for the health of the api again and again, and reads what people are told. */
function watch({ product, stores }: Scene): {
  reasons: ReadonlySet<string>;
  stop: () => Promise<{ worstMs: number; count: number; unread: number }>;
} {
  const seen = { worstMs: 0, count: 0, unread: 0 };
  const reasons = new Set<string>();
  const over = new AbortController();
  const watching = (async () => {
    while (!over.signal.aborted) {
      const from = performance.now();
      const isGood = await fetch(`${product.base}/health/live`).then(
        ({ ok }) => ok,
        () => false,
      );
      seen.worstMs = Math.max(seen.worstMs, isGood ? performance.now() - from : Infinity);
      seen.count++;
      await stores.alerts.list({ kind: 'system', limit: 10 }).then(
        ({ items }) => {
          for (const { cause } of items) reasons.add(describeCause(cause));
        },
        () => {
          seen.unread++;
        },
      );
      await sleep(HEALTH_EVERY_MS);
    }
  })();
  return {
    reasons,
    stop: async () => {
      over.abort();
      await watching;
      return seen;
    },
  };
}
