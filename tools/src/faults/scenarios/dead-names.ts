import { setTimeout as sleep } from 'node:timers/promises';
import { describeFailure, type Check } from '@app/domain';
import { newId } from '@app/persistence';
import { quantile } from '../../quantile.ts';
import type { Zone } from '../../names/name-server.ts';
import { openOwnNames, type OwnNames } from '../../names/own-names.ts';
import { seconds } from '../evidence.ts';
import { faultsOf, type Finding, type Scenario } from '../scenario.ts';
import { onStage, until, type Stage } from '../stage/stage.ts';
import { addTarget } from '../stage/targets.ts';

const HEALTHY = 100;
const DEAD = 200;
const INTERVAL_SECONDS = 5;
const DEAD_INTERVAL_SECONDS = 20;
const HERE: Zone = { address: '127.0.0.1', delayMs: 20, ttlSeconds: 5 };
const CALM_MS = 15_000;
const WATCHED_MS = 40_000;
const RESOLVER_DEAD_MS = 30_000;
/** The first questions after it is back, and a round of checks. */
const BACK_MS = 15_000;
/** Bars. */
const LATE_MS = 1_000;
const DNS_MS = 100;

/** Names that nobody answers beside good ones; then a name whose servers fail; then a resolver that answers nobody. */
export const deadNames: Scenario = {
  name: `${DEAD} dead names beside ${HEALTHY} healthy ones, then a dead resolver`,
  run: async () => {
    const own = await openOwnNames();
    try {
      return await onStage((stage) => play(stage, own), { ports: HEALTHY });
    } finally {
      own.close();
    }
  },
};

const nameOf = (id: string): string => `www.${id}.test`;

async function play(stage: Stage, own: OwnNames): Promise<Finding[]> {
  const { site } = stage;
  const healthy = Array.from({ length: HEALTHY }, newId);
  const dead = Array.from({ length: DEAD }, newId);
  await own.set({
    ...Object.fromEntries(healthy.map((id) => [nameOf(id), HERE])),
    ...Object.fromEntries(dead.map((id): [string, Zone] => [nameOf(id), 'silent'])),
  });
  await addAll(stage, healthy, INTERVAL_SECONDS);
  const worker = stage.worker({ prefix: own.prefix });
  const isBegun = (): boolean => healthy.every((id) => site.asksOf(id).length > 0);
  if (!(await until(isBegun, 60_000))) throw new Error('The worker did not begin to check.');

  const calm = await stretch(CALM_MS);
  await addAll(stage, dead, DEAD_INTERVAL_SECONDS);
  const beside = await stretch(WATCHED_MS);
  const [broken = '', ...fine] = healthy;
  await own.set({ [nameOf(broken)]: 'servfail' });
  const isTold = async (): Promise<boolean> =>
    (await stage.stores.alerts.list({ limit: 500 })).items.some(
      ({ targetId, kind }) => targetId === broken && kind === 'down',
    );
  const isBrokenTold = await until(isTold, 60_000);
  await own.set({}, 'silent');
  const mute = await stretch(RESOLVER_DEAD_MS);
  await own.set({}, null);
  const backAt = Date.now();
  await sleep(BACK_MS);
  const back = { from: backAt + BACK_MS / 2, to: Date.now() };
  await worker.end('SIGTERM');

  const during = await checksOf(stage, healthy, beside);
  const blind = await checksOf(stage, fine, mute);
  const after = await checksOf(stage, fine, back);
  const due = Math.floor((HEALTHY * WATCHED_MS) / (INTERVAL_SECONDS * 1_000));
  const lateMs = quantile(sorted(during.map(({ at, slot }) => Number(at) - Number(slot))), 0.99);
  const dnsMs = timeOfDns(during);
  const calmMs = timeOfDns(await checksOf(stage, healthy, calm));
  const alerts = (await stage.stores.alerts.list({ limit: 500 })).items;
  const failed = [...during, ...blind, ...after].filter(({ outcome }) => outcome === 'failed');
  return [
    {
      name: deadNames.name,
      figures:
        `${during.length} of ${due} healthy checks done, late p99 ${lateMs.toFixed(0)} ms, DNS p99 ` +
        `${dnsMs.toFixed(1)} ms (before: ${calmMs.toFixed(1)}); ${blind.filter(isInconclusive).length} of ${blind.length} ` +
        `inconclusive while the resolver was dead; ${after.filter(isOk).length} of ${after.length} ` +
        `good from ${seconds(BACK_MS / 2)} after`,
      faults: faultsOf({
        'Healthy checks were left out.': during.length >= due - HEALTHY,
        'Healthy checks are not all good.': during.every(isOk),
        'Healthy checks are late by a second or more (p99).': lateMs < LATE_MS,
        // What the machine itself does to times shows while all is well.
        'DNS took longer than before (p99).': dnsMs < Math.max(DNS_MS, 3 * calmMs),
        'A site whose name servers fail was not told as down.': isBrokenTold,
        [`${failed.length} checks of healthy sites failed: ${failed[0]?.failure ? describeFailure(failed[0].failure) : ''}`]:
          failed.length === 0,
        'A healthy site has an alert.': alerts.every(
          ({ targetId }) => targetId === null || targetId === broken || dead.includes(targetId),
        ),
        'Nothing shows that the resolver was dead.': blind.some(isInconclusive),
        'Checks are not good again after the resolver is back.':
          after.length > 0 && after.every(isOk),
        [`The worker logged an error: ${worker.errors[0] ?? ''}`]: worker.errors.length === 0,
      }),
    },
  ];
}

/** The time of real questions, p99 in milliseconds. */
const timeOfDns = (checks: readonly Check[]): number =>
  quantile(
    sorted(checks.flatMap(({ phases, dnsCached }) => (dnsCached ? [] : (phases.dnsMs ?? [])))),
    0.99,
  );

const isOk = ({ outcome }: Check): boolean => outcome === 'ok';
const isInconclusive = ({ outcome }: Check): boolean => outcome === 'inconclusive';
const sorted = (values: readonly number[]): number[] => [...values].sort((a, b) => a - b);

interface Stretch {
  readonly from: number;
  readonly to: number;
}

async function stretch(forMs: number): Promise<Stretch> {
  const from = Date.now();
  await sleep(forMs);
  return { from, to: Date.now() };
}

async function checksOf(
  { checks }: Stage,
  ids: readonly string[],
  { from, to }: Stretch,
): Promise<Check[]> {
  const all = await Promise.all(ids.map(checks));
  return all.flat().filter(({ at }) => Number(at) >= from && Number(at) < to);
}

async function addAll(
  { stores, site }: Stage,
  ids: readonly string[],
  intervalSeconds: number,
): Promise<void> {
  await Promise.all(
    ids.map((id, number) => {
      const url = site.urlOf(id, number).replace('127.0.0.1', nameOf(id));
      return addTarget(stores, { id, url, intervalSeconds });
    }),
  );
}
