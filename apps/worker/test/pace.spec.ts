import {
  createRegistrationProbe,
  createRegistryThrottle,
  type RdapBootstrap,
  type RegistryThrottle,
} from '@app/checks';
import type { RegistrationCheckPorts } from '@app/monitoring';
import { createEgressGuard } from '@app/platform';
import { expect, it, onTestFinished } from 'vitest';
import { Registry } from './support/registry.ts';
import { lookUp, Stage, watch } from './support/stage.ts';

const SECOND_MS = 1_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const DOMAINS = 50;
const TARGETS_EACH = 10;
const REGISTRIES = 5;

it('500 targets on 50 domains cost each registry one question a day per domain, whoever asks', async () => {
  const stage = await Stage.open();
  const registries = await Promise.all(Array.from({ length: REGISTRIES }, () => Registry.start()));
  onTestFinished(async () => {
    await stage[Symbol.asyncDispose]();
    await Promise.all(registries.map((registry) => registry.stop()));
  });
  const start = Date.now();
  let time = start;
  for (const registry of registries) registry.answer = new Date(start + 300 * DAY_MS);
  const { ports, jobs } = await stage.actor({ now: () => new Date(time) });
  const names = Array.from({ length: DOMAINS }, (_, i) => `d${i}.com`);
  for (const name of names) {
    const hosts = Array.from({ length: TARGETS_EACH }, (_, i) => `h${i}.${name}`);
    await Promise.all(hosts.map((host) => watch({ ports, jobs }, { url: `https://${host}/` })));
  }

  const rateLimits: { server: string; from: number; to: number }[] = [];
  /** Notes when a server is asked; each question takes a while. */
  const noted = (throttle: RegistryThrottle): RegistryThrottle => ({
    take: async (server, options) => {
      const turn = await throttle.take(server, options);
      if (!turn.granted) return turn;
      const from = time;
      const giveBack: typeof turn.giveBack = async (report) => {
        time += 300;
        rateLimits.push({ server, from, to: time });
        await turn.giveBack(report);
      };
      return { granted: true, giveBack };
    },
  });
  const bootstrap: RdapBootstrap = {
    baseFor: (domain) => {
      const number = Number(/\d+/.exec(domain)?.[0]);
      return Promise.resolve(registries[Math.floor(number / (DOMAINS / REGISTRIES))]!.url);
    },
  };
  /** A worker that has just started: nothing but the store remembers what was before. */
  const startWorker = (): RegistrationCheckPorts => ({
    ...ports,
    lookUpRegistration: createRegistrationProbe({
      egress: createEgressGuard({ policy: { mode: 'allow-private', allow: [], own: [] } }),
      userAgent: 'test',
      bootstrap,
      now: ports.now,
      throttle: noted(
        createRegistryThrottle({
          rateLimits: ports.rateLimits,
          now: () => time,
          wait: async (ms) => (time += ms),
          // So short that lookups are put off, too.
          maxWaitMs: SECOND_MS,
        }),
      ),
    }),
  });
  async function work(worker: RegistrationCheckPorts): Promise<number> {
    const lease = { token: ports.newId(), until: new Date(time + 120 * SECOND_MS) };
    const claimed = await ports.registrations.claim({ now: ports.now(), limit: 4, lease });
    for (const one of claimed) await lookUp(worker, one);
    return claimed.length;
  }
  async function workUntil(end: number): Promise<void> {
    let workers = [startWorker(), startWorker(), startWorker()];
    for (let round = 0; time < end; round++) {
      if (round % 3 === 0) workers = [startWorker(), ...workers.slice(1)];
      let done = 0;
      for (const worker of workers) done += await work(worker);
      if (done === 0) time += HOUR_MS / 4;
    }
  }
  const asked = (): string[] =>
    registries.flatMap(({ questions }) => questions.map((q) => q.domain));

  await workUntil(start + 23 * HOUR_MS);
  expect(asked().sort()).toEqual([...names].sort());
  await workUntil(start + 47 * HOUR_MS);
  expect(asked().sort()).toEqual([...names, ...names].sort());
  for (const ofServer of Map.groupBy(rateLimits, ({ server }) => server).values()) {
    for (const [index, { from }] of ofServer.entries()) {
      const before = ofServer[index - 1];
      if (before) expect(from - before.to).toBeGreaterThanOrEqual(2 * SECOND_MS);
    }
  }
}, 120_000);
