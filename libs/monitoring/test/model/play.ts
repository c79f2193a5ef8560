import { systemContext } from '../../src/context.ts';
import { monitorComponents } from '../../src/system/health.ts';
import { readUndelivered } from '../../src/system/read-undelivered.ts';
import { wrongAtRest } from './at-rest.ts';
import { violationsOf } from './invariants.ts';
import type { Outcome } from './outcome.ts';
import { People } from './people.ts';
import type { Schedule, Step } from './schedule.ts';
import { Sites } from './sites.ts';
import { Truth } from './truth.ts';
import { type Defect, World } from './world.ts';

const MINUTE_MS = 60_000;
/** Longer than a pause, a site's way to being steady, and the waits of a message that was refused. */
const QUIET_MS = 2 * 60 * MINUTE_MS;

const UNSOUND = new Set<Step['do']>(['kill', 'stop', 'freeze', 'lose store', 'set clock']);

/** Plays a schedule, lets everything come to rest, and answers what went wrong. */
export async function play(schedule: Schedule, defect?: Defect): Promise<string[]> {
  const world = new World(schedule.setup, defect);
  return await world.time.rule(world.dice.next, async () =>
    violationsOf(await run(world, schedule)),
  );
}

async function run(world: World, { setup, steps }: Schedule): Promise<Outcome> {
  const hasCrowd = steps.some((step) => step.do === 'storm');
  const sites = new Sites(world, { hasParent: setup.hasParent, hasCrowd });
  const people = new People(world, sites);
  world.weather.deaths = 0;
  await people.settleIn(setup);
  world.weather.deaths = setup.deaths;
  const truth = new Truth(world);
  for (const step of steps) {
    await happen(step, { world, sites, people });
    await world.wait(1_000);
  }
  world.calm();
  await world.wait(QUIET_MS);
  truth.violations.push(...wrongAtRest(world));
  for (const id of [...sites.names, ...sites.crowd]) void sites.check(id, 'ok');
  await world.wait(QUIET_MS);
  const isSound = setup.deaths === 0 && !steps.some((step) => UNSOUND.has(step.do));
  return { world, truth, redriven: people.redriven, isSound, ...(await reportsOf(world)) };
}

/** What the monitor says of itself. */
async function reportsOf(world: World): Promise<Pick<Outcome, 'health' | 'undelivered'>> {
  const { ports } = world.person();
  const none = { list: () => Promise.resolve([]) };
  const machinery = {
    workers: { ...ports.workers, ...none },
    apiNodes: { ...ports.apiNodes, ...none },
    queue: { ...ports.queue, figures: () => Promise.resolve([]) },
    disk: { ...ports.disk, freeBytes: () => Promise.resolve(null) },
    targets: {
      ...ports.targets,
      overdue: () => Promise.resolve({ count: 0, oldest: null }),
    },
  };
  const health = monitorComponents(systemContext({ ...ports, ...machinery }));
  const undelivered = readUndelivered(ports);
  await world.wait(10_000);
  return { health: await health, undelivered: await undelivered };
}

interface Stage {
  world: World;
  sites: Sites;
  people: People;
}

async function happen(step: Step, { world, sites, people }: Stage): Promise<void> {
  switch (step.do) {
    case 'wait': {
      await world.wait(step.seconds * 1_000);
      return;
    }
    case 'down': {
      await sites.down(sites.name(step.target));
      return;
    }
    case 'fail':
      return void sites.check(sites.name(step.target), 'failed');
    case 'up':
      return void sites.check(sites.name(step.target), 'ok');
    case 'slow': {
      await sites.slow(sites.name(step.target));
      return;
    }
    case 'pause':
    case 'resume':
    case 'remove':
      return void sites[step.do](sites.name(step.target));
    case 'expiry':
      return void sites.expire(sites.name(step.target));
    case 'renew':
      return void sites.renew(sites.name(step.target));
    case 'storm': {
      await storm(step, { world, sites, people });
      return;
    }
    case 'kill':
      return world.hosts[step.host % world.hosts.length]?.die();
    case 'stop':
      return world.hosts[step.host % world.hosts.length]?.stop();
    case 'freeze':
      return world.hosts[step.host % world.hosts.length]?.freeze();
    case 'lose store':
      world.weather.isStoreAway = true;
      await world.wait(step.seconds * 1_000);
      world.weather.isStoreAway = false;
      return;
    case 'set clock':
      world.time.aheadMs += step.minutes * MINUTE_MS;
      return;
    default:
      await people.perform(step);
  }
}

async function storm(
  { count, up }: Extract<Step, { do: 'storm' }>,
  { sites }: Stage,
): Promise<void> {
  const struck = sites.crowd.slice(0, count);
  if (up) for (const id of struck) void sites.check(id, 'ok');
  else await sites.down(...struck);
}
