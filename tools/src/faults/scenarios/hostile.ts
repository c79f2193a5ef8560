import { createServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { hostileAnswers, startHostileServer, type HostileServer } from '@app/checks/testing';
import { newId } from '@app/persistence';
import { createApiClient } from '../../api-client.ts';
import { quantile } from '../../quantile.ts';
import { memoryOf } from '../../processes/process-figures.ts';
import { NODE_FLAGS } from '../../start/app-part.ts';
import { inWorkspace } from '../../workspace.ts';
import { faultsOf, type Finding, type Scenario } from '../scenario.ts';
import { onStage, until, type Stage } from '../stage/stage.ts';
import { addTarget } from '../stage/targets.ts';

const HEALTHY = 50;
const HEALTHY_INTERVAL_SECONDS = 5;
/** The shortest interval that people may choose. */
const HOSTILE_INTERVAL_SECONDS = 20;
const WATCHED_MS = 45_000;
const SETTLE_MS = 1_000;
const HEALTH_EVERY_MS = 50;
/** Bars: FIGURES, "Hostile answers". */
const LATE_MS = 1_000;
const HEALTH_MS = 1_000;
const MB_PER_TARGET = 64;
const TEXT = 'all well';

/** Sites that answer with bombs and floods are checked beside fifty that are well; then a person probes each. */
export const hostile: Scenario = {
  name: 'hostile bodies beside 50 healthy sites',
  run: () => onStage(play),
};

async function play(stage: Stage): Promise<Finding[]> {
  const servers = await Promise.all(hostileAnswers().map(startHostileServer));
  try {
    return [await checkAll(stage, servers), await probeAll(stage, servers)];
  } finally {
    for (const server of servers) server.stop();
  }
}

async function checkAll(stage: Stage, servers: readonly HostileServer[]): Promise<Finding> {
  const { site, stores } = stage;
  const healthy = Array.from({ length: HEALTHY }, newId);
  for (const [index, id] of healthy.entries()) {
    const intervalSeconds = HEALTHY_INTERVAL_SECONDS;
    await addTarget(stores, { id, url: site.urlOf(id, index), intervalSeconds });
  }
  const worker = stage.worker();
  const isBegun = (): boolean => healthy.every((id) => site.asksOf(id).length > 1);
  if (!(await until(isBegun, 60_000))) throw new Error('The worker did not begin to check.');
  const before = memoryOf(worker.pid ?? 0);

  const from = Date.now();
  const attackers: string[] = [];
  for (const { url } of servers) {
    const intervalSeconds = HOSTILE_INTERVAL_SECONDS;
    const expect = { contains: TEXT };
    attackers.push(await addTarget(stores, { url, intervalSeconds, expect, dueAt: new Date() }));
  }
  await sleep(WATCHED_MS);
  const { peakMb } = memoryOf(worker.pid ?? 0);
  await worker.end('SIGTERM');
  await sleep(SETTLE_MS);

  const checks = (await Promise.all(healthy.map(stage.checks)))
    .flat()
    .filter(({ at }) => Number(at) >= from);
  const attacks = await Promise.all(attackers.map(stage.checks));
  const late = checks.map(({ at, slot }) => Number(at) - Number(slot)).sort((a, b) => a - b);
  const stood = Math.max(0, ...[...checks, ...attacks.flat()].map((one) => one.loopDelayMs ?? 0));
  const grownMb = Math.max(0, peakMb - before.peakMb);
  const unjudged = servers.filter(
    (_server, index) => !attacks[index]?.some(({ outcome }) => outcome === 'failed'),
  );
  return {
    name: hostile.name,
    figures:
      `${attacks.flat().length} checks of ${servers.length} hostile sites; healthy ones late p50 ` +
      `${quantile(late, 0.5).toFixed(0)}, p99 ${quantile(late, 0.99).toFixed(0)} ms; the worker ` +
      `stood still for ${stood} ms at most and grew by ${grownMb.toFixed(0)} MB`,
    faults: faultsOf({
      'Healthy checks are late by a second or more (p99).': quantile(late, 0.99) < LATE_MS,
      'A healthy site was not found so.': checks.every(({ outcome }) => outcome === 'ok'),
      'The worker stood still for a second or more.': stood < HEALTH_MS,
      [`No verdict on: ${unjudged.map(({ name }) => name).join(', ')}.`]: unjudged.length === 0,
      'It grew by more than 64 MB per hostile site.': grownMb <= MB_PER_TARGET * servers.length,
    }),
  };
}

async function probeAll(stage: Stage, servers: readonly HostileServer[]): Promise<Finding> {
  const port = await freePort();
  const base = `http://127.0.0.1:${port}`;
  const api = stage.worker({
    args: [...NODE_FLAGS.api, inWorkspace('apps', 'api', 'dist', 'main.js')],
    env: { PORT: String(port), HOST: '127.0.0.1' },
  });
  const isUp = (): Promise<boolean> =>
    fetch(`${base}/health/live`).then(
      ({ ok }) => ok,
      () => false,
    );
  if (!(await until(isUp, 30_000))) throw new Error('The api did not start.');
  const calmMb = memoryOf(api.pid ?? 0).peakMb;
  const { worstMs, asked, stop } = watchHealth(base);
  const client = createApiClient(base);
  let grownMb = 0;
  const odd: string[] = [];
  for (const { name, url } of servers) {
    const peakBefore = memoryOf(api.pid ?? 0).peakMb;
    const { outcome } = await client.targets.probe.mutate({ url, expect: { contains: TEXT } });
    grownMb = Math.max(grownMb, memoryOf(api.pid ?? 0).peakMb - peakBefore);
    if (outcome !== 'failed') odd.push(name);
  }
  await stop();
  const totalMb = memoryOf(api.pid ?? 0).peakMb - calmMb;
  await api.end('SIGTERM');
  return {
    name: 'hostile bodies probed by a person',
    figures:
      `/health/live answered ${asked()} times, within ${worstMs().toFixed(0)} ms at worst; the api ` +
      `grew by ${grownMb.toFixed(0)} MB at most for one site, ${totalMb.toFixed(0)} MB in all`,
    faults: faultsOf({
      'Its health took a second or more.': worstMs() < HEALTH_MS,
      'It grew by more than 64 MB for one site.': grownMb <= MB_PER_TARGET,
      [`Not failed: ${odd.join(', ')}.`]: odd.length === 0,
    }),
  };
}

/** Asks for the health of the api again and again, as a load balancer does. */
function watchHealth(base: string): {
  worstMs: () => number;
  asked: () => number;
  stop: () => Promise<void>;
} {
  let worst = 0;
  let count = 0;
  const over = new AbortController();
  const watching = (async () => {
    while (!over.signal.aborted) {
      const from = performance.now();
      const { ok } = await fetch(`${base}/health/live`);
      worst = Math.max(worst, ok ? performance.now() - from : Number.POSITIVE_INFINITY);
      count++;
      await sleep(HEALTH_EVERY_MS);
    }
  })();
  return {
    worstMs: () => worst,
    asked: () => count,
    stop: async () => {
      over.abort();
      await watching;
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
