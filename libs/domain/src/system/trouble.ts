import type { Trouble } from '../alert/system-trouble.ts';
import { offlineReason } from '../network/own-network.ts';
import { formatInstant } from '../text/format/instant.ts';
import { blindShare, blindTrouble, isBlind, type BlindFigures } from './blind-trouble.ts';
import type { QueueFigures, SystemQueues, WorkerFigures } from './queues.ts';
import { DEFAULT_SETTINGS, type BlindnessSettings } from './settings.ts';

/** What the machinery shows, and what it cannot see. */
export interface SystemFigures extends SystemQueues {
  blind?: BlindFigures;
  blindness?: BlindnessSettings;
}

/** A worker that gave no sign of life for this long is missing; with three looks, people know within 60 s. */
export const WORKER_MISSING_MS = 30_000;
/** After this time without a sign of life a worker is taken for removed on purpose. */
const FORGOTTEN_MS = 900_000;
/** A job that waits longer waits for something that is broken. */
const QUEUE_AGE_S = 60;
/** More waiting jobs than a worker gets done in a minute. */
const QUEUE_DEPTH = 10_000;
/** Checks that wait longer for a place come too late for intervals that are usual. */
const LONGEST_WAIT_MS = 60_000;
/** Above this, results under way are marked inconclusive in numbers. */
const LOOP_DELAY_MS = 1_000;

/** Names what is wrong with the machinery, the worst first; empty when nothing is. */
export function judgeSystem(figures: SystemFigures): Trouble[] {
  const { at, queues, workers, overdue, blindness = DEFAULT_SETTINGS.blindness } = figures;
  const blind = figures.blind && isBlind(figures.blind, blindness) ? figures.blind : null;
  const ageMs = (worker: WorkerFigures): number => at.getTime() - worker.seenAt.getTime();
  // A sign of life from the future tells no more than an old one: the clock was set back since.
  const alive = workers.filter((worker) => Math.abs(ageMs(worker)) < WORKER_MISSING_MS);
  if (alive.length === 0) return [NO_WORKER];
  const troubles: Trouble[] = [];
  const offline = offlineTrouble(alive, blind);
  if (offline) troubles.push(offline);
  const isToldAlready = offline && [...(blind?.byReason.keys() ?? [])].every(isOffline);
  if (blind && !isToldAlready) troubles.push(blindTrouble(blind, blindness));
  if (overdue.count > 0) troubles.push(overdueTrouble(overdue.count));
  const lost = workers.filter(
    (worker) => ageMs(worker) >= WORKER_MISSING_MS && ageMs(worker) < FORGOTTEN_MS,
  );
  const missing = lost.length - replacements(lost, alive);
  if (missing > 0) troubles.push(missingTrouble(missing));
  troubles.push(...stuckTrouble(alive), ...(queues ?? []).flatMap(judgeQueue));
  const delayMs = Math.max(...alive.map(({ loopDelayMs }) => loopDelayMs));
  if (delayMs > LOOP_DELAY_MS) troubles.push(loopTrouble(delayMs));
  const waitMs = Math.max(...alive.map(({ longestWaitMs = 0 }) => longestWaitMs));
  if (waitMs > LONGEST_WAIT_MS) troubles.push(crowdedTrouble(waitMs));
  return troubles;
}

const isOffline = (reason: string): boolean => reason === 'offline';

/** Work that was set apart because it fails again and again. */
function stuckTrouble(alive: readonly WorkerFigures[]): Trouble[] {
  const all = alive.flatMap(({ stuck }) => stuck ?? []);
  const worst = all.toSorted((a, b) => b.count - a.count)[0];
  if (!worst) return [];
  const { count, since, example } = worst;
  const what = count === 1 ? 'A piece of work fails' : `${count} pieces of work fail`;
  return [
    {
      code: 'stuck',
      key: 'stuck',
      severity: 'warning',
      reason: `${what} again and again since ${formatInstant(since)} and ${count === 1 ? 'is' : 'are'} set apart; everything else goes on. ${example.replace(/\.?$/, '.')} The log of the worker says why.`,
    },
  ];
}

/** What the machines of workers say of their own network; all of it comes back by itself. */
function offlineTrouble(
  alive: readonly WorkerFigures[],
  blind: BlindFigures | null,
): Trouble | null {
  const away = alive.flatMap(({ offline = [] }) => offline);
  const first = away.toSorted((a, b) => a.since.getTime() - b.since.getTime())[0];
  if (!first) return null;
  const concerned = alive.filter(({ offline }) => offline).length;
  const who =
    alive.length === 1
      ? 'The monitor is offline'
      : `${concerned} of ${alive.length} workers ${concerned === 1 ? 'is' : 'are'} offline`;
  const isPart = away.every(({ family }) => family !== null);
  const seen = blind ? ` ${blindShare(blind)} cannot be seen.` : '';
  return {
    code: 'offline',
    key: 'offline',
    severity: 'critical',
    reason: `${who}${isPart ? ` for ${first.family}` : ''} since ${formatInstant(first.since)}: ${offlineReason(first)}. Sites behind it are not judged until it is back.${seen}`,
  };
}

/** Workers that began after a lost one was last seen: a crash that was mended by a restart. */
function replacements(lost: readonly WorkerFigures[], alive: readonly WorkerFigures[]): number {
  const oldest = Math.min(...lost.map(({ seenAt }) => seenAt.getTime()));
  return alive.filter(({ startedAt }) => startedAt.getTime() >= oldest).length;
}

function judgeQueue(queue: QueueFigures): Trouble[] {
  const { name, waiting, oldestSeconds, newDeadLetters } = queue;
  const troubles: Trouble[] = [];
  if ((oldestSeconds ?? 0) > QUEUE_AGE_S || waiting > QUEUE_DEPTH) {
    troubles.push({
      code: 'queue',
      key: `queue:${name}`,
      severity: 'warning',
      reason: `${waiting} jobs wait in the queue ${name}, the oldest for ${Math.round(oldestSeconds ?? 0)} s. Start another worker, or look why the workers are slow.`,
    });
  }
  if (newDeadLetters > 0) {
    troubles.push({
      code: 'dead-letters',
      key: `dead-letters:${name}`,
      severity: 'warning',
      reason: `${newDeadLetters} jobs of the queue ${name} failed for good within the last hour. The System page says why, and drives them again.`,
    });
  }
  return troubles;
}

/** What was seen and could not be stored is told late, and why. */
export const READ_ONLY: Trouble = {
  code: 'read-only',
  key: 'read-only',
  hasLasted: true,
  severity: 'critical',
  reason:
    'The document store could be read, and refused to store anything, as it does when its disk is full. Give it room.',
};

const NO_WORKER: Trouble = {
  code: 'no-worker',
  key: 'no-worker',
  severity: 'critical',
  reason: 'No worker has been seen for half a minute: nothing is checked. Start a worker.',
};

const overdueTrouble = (count: number): Trouble => ({
  code: 'overdue',
  key: 'overdue',
  severity: 'critical',
  reason: `${count >= 1_000 ? '1000 or more' : count} checks are overdue by more than a minute. Start another worker, or give the databases more room.`,
});

const missingTrouble = (count: number): Trouble => ({
  code: 'worker-missing',
  key: 'worker-missing',
  severity: 'warning',
  reason: `${count === 1 ? 'A worker has' : `${count} workers have`} given no sign of life for half a minute; the others do the work. Start ${count === 1 ? 'it' : 'them'} again.`,
});

const loopTrouble = (delayMs: number): Trouble => ({
  code: 'loop',
  key: 'loop',
  severity: 'warning',
  reason: `A worker stood still for ${Math.round(delayMs)} ms: it has too little CPU. Lower its load, or start another worker.`,
});

const crowdedTrouble = (waitMs: number): Trouble => ({
  code: 'crowded',
  key: 'crowded',
  severity: 'warning',
  reason: `Checks wait up to ${Math.round(waitMs / 1_000)} s for a place, because too many targets hang at once, or too many are on one host. Start another worker, or raise WORKER_CONCURRENCY.`,
});
