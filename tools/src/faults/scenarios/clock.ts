import { setTimeout as sleep } from 'node:timers/promises';
import type { Check } from '@app/domain';
import { newId } from '@app/persistence';
import { seconds, slotsJudgedTwice } from '../evidence.ts';
import { faultsOf, type Finding, type Scenario } from '../scenario.ts';
import { onStage, until, type Stage } from '../stage/stage.ts';
import { addTarget } from '../stage/targets.ts';

const HOUR_MS = 3_600_000;

/** How the clock is set, and by how much. */
const JUMPS = [
  { words: '1 h ahead', byMs: HOUR_MS },
  { words: '1 h back', byMs: -HOUR_MS },
  { words: '1 day ahead', byMs: 24 * HOUR_MS },
  { words: '1 day back', byMs: -24 * HOUR_MS },
];

const TARGETS = 20;
/** The shortest that people may choose. */
const INTERVAL_SECONDS = 20;
const INTERVAL_MS = INTERVAL_SECONDS * 1_000;
/** Bar: after this time every check starts at its slot again. */
const NORMAL_AFTER_MS = 2 * INTERVAL_MS;
const WATCHED_MS = NORMAL_AFTER_MS + 2 * INTERVAL_MS;
/** Bar: lateness of checks in normal times. */
const LATE_MS = 1_000;
/** Bar: the work of a worker that dies moves within this time, also after the clock was set. */
const MOVED_MS = 15_000;

/** The clock of the machine of two workers is set while they work; then one of them dies. */
export const clockJumps: readonly Scenario[] = JUMPS.map(({ words, byMs }) => {
  const name = `clock set ${words}`;
  return { name, run: () => onStage((stage) => play(stage, name, byMs)) };
});

async function play(stage: Stage, name: string, byMs: number): Promise<Finding[]> {
  const { site } = stage;
  const ids = await addTargets(stage);
  // Answers take a while, so that the jump meets checks under way.
  site.answer = () => ({ status: 200, afterMs: 1_000 });
  const [victim, heir] = [stage.worker(), stage.worker()];
  const isUp = async (): Promise<boolean> =>
    (await Promise.all(ids.map((id) => stage.target(id)))).every(
      ({ state }) => state.status === 'up',
    );
  if (!(await until(isUp, 60_000))) throw new Error('The workers did not begin to check.');

  const known = await Promise.all(ids.map(async (id) => (await stage.checks(id)).length));
  const setAt = Date.now();
  for (const worker of [victim, heir]) worker.setClock(byMs);
  await sleep(WATCHED_MS);
  const all = await Promise.all(ids.map((id) => stage.checks(id)));
  const targets = await Promise.all(ids.map((id) => stage.target(id)));

  await victim.end('SIGKILL');
  const diedAt = Date.now();
  const isAskedSince = (id: string): boolean => site.asksOf(id).some(({ at }) => at > diedAt);
  const hasMoved = await until(() => ids.every(isAskedSince), MOVED_MS + INTERVAL_MS + LATE_MS);
  const movedMs = hasMoved ? Date.now() - diedAt : Infinity;

  const alerts = (await stage.stores.alerts.list({ limit: 50 })).items;
  const asks = ids.map((id) => asksBetween(stage, id, setAt, diedAt));
  const { late, early, fewest } = normalTimes(
    all.map((checks, index) => checks.slice(known[index])),
    setAt + byMs + NORMAL_AFTER_MS,
  );
  const firstAskMs = Math.max(...asks.map(([at = Infinity]) => at - setAt));
  const mostAsked = Math.max(...asks.map(({ length }) => length));
  // Its slots, both ends of the time included, and once at once for all that were missed.
  const most = WATCHED_MS / INTERVAL_MS + 2;
  const failed = all.flat().filter(({ outcome }) => outcome === 'failed').length;
  const errors = [...victim.errors, ...heir.errors];
  return [
    {
      name,
      figures:
        `all asked again after ${seconds(firstAskMs)}, ${mostAsked} times at most in ${seconds(WATCHED_MS)}, ` +
        `late by ${late} ms at most after ${seconds(NORMAL_AFTER_MS)}; after a death all asked within ${seconds(movedMs)}`,
      faults: faultsOf({
        'A target was not asked again within two intervals.': firstAskMs <= NORMAL_AFTER_MS,
        [`A target was asked ${mostAsked} times, which is more than ${most}.`]: mostAsked <= most,
        'A target has no result of the last two intervals.': fewest >= 1,
        'Checks are not at their slots again.': late <= LATE_MS && early >= -LATE_MS,
        [`${failed} checks of a healthy site failed.`]: failed === 0,
        'There is an alert for a target.': alerts.every(({ kind }) => kind === 'system'),
        'A target is not up.': targets.every(({ state }) => state.status === 'up'),
        'A slot was judged twice.': all.every((checks) => slotsJudgedTwice(checks) === 0),
        [`Work did not move within ${seconds(MOVED_MS)} and an interval.`]: hasMoved,
        [`A worker logged an error: ${errors[0] ?? ''}`]: errors.length === 0,
      }),
    },
  ];
}

async function addTargets({ stores, site }: Stage): Promise<string[]> {
  const ids = Array.from({ length: TARGETS }, newId);
  for (const [index, id] of ids.entries()) {
    await addTarget(stores, {
      id,
      url: site.urlOf(id, index),
      intervalSeconds: INTERVAL_SECONDS,
      thresholds: { failuresToDown: 1 },
    });
  }
  return ids;
}

const asksBetween = ({ site }: Stage, id: string, from: number, to: number): number[] =>
  site
    .asksOf(id)
    .map(({ at }) => at)
    .filter((at) => at > from && at <= to);

/** Lateness of the checks from an instant on, and the fewest that a target has since then. */
function normalTimes(
  checksOf: readonly (readonly Check[])[],
  from: number,
): { late: number; early: number; fewest: number } {
  const normal = checksOf.map((checks) => checks.filter(({ at }) => Number(at) >= from));
  const lateness = normal.flat().map(({ at, slot }) => Number(at) - Number(slot));
  return {
    late: Math.max(...lateness),
    early: Math.min(...lateness),
    fewest: Math.min(...normal.map(({ length }) => length)),
  };
}
