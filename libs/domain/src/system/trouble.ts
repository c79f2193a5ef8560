import type { Trouble, TroubleFact } from '../alert/system-trouble.ts';
import { blindShare, blindTrouble, isBlind, type BlindFigures } from './blind-trouble.ts';
import type { ProcessFigures } from './process-figures.ts';
import { processTroubles } from './process-trouble.ts';
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
export const WORKER_FORGOTTEN_MS = 900_000;
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
  if (alive.length === 0) return [critical({ is: 'no-worker' })];
  const troubles: Trouble[] = [];
  const offline = offlineTrouble(alive, blind);
  if (offline) troubles.push(offline);
  const isToldAlready = offline && [...(blind?.byReason.keys() ?? [])].every(isOffline);
  if (blind && !isToldAlready) troubles.push(blindTrouble(blind, blindness));
  if (overdue.count > 0) troubles.push(critical({ is: 'overdue', count: overdue.count }));
  const lost = workers.filter(
    (worker) => ageMs(worker) >= WORKER_MISSING_MS && ageMs(worker) < WORKER_FORGOTTEN_MS,
  );
  const missing = lost.length - replacements(lost, alive);
  if (missing > 0) {
    troubles.push(warning('worker-missing', { is: 'worker-missing', count: missing }));
  }
  troubles.push(...lockedTrouble([...alive, ...apisOf(figures)]));
  troubles.push(...processTroubles([...alive, ...apisOf(figures)]));
  troubles.push(...stuckTrouble(alive), ...(queues ?? []).flatMap(judgeQueue));
  const delayMs = Math.max(...alive.map(({ loopDelayMs }) => loopDelayMs));
  if (delayMs > LOOP_DELAY_MS) {
    troubles.push(warning('loop', { is: 'loop', delayMs: Math.round(delayMs) }));
  }
  const waitMs = Math.max(...alive.map(({ longestWaitMs = 0 }) => longestWaitMs));
  if (waitMs > LONGEST_WAIT_MS) {
    const waitSeconds = Math.round(waitMs / 1_000);
    troubles.push(warning('crowded', { is: 'crowded', waitSeconds }));
  }
  return troubles;
}

/** Those that are alive. */
export const apisOf = ({ at, apis = [] }: Pick<SystemQueues, 'at' | 'apis'>): ProcessFigures[] =>
  apis.filter((one) => Math.abs(at.getTime() - one.at.getTime()) < WORKER_MISSING_MS);

const isOffline = (reason: string): boolean => reason === 'offline';

/** Secrets that cannot be read: of channels, that people are told nothing, and of targets, that nobody looks at them. */
function lockedTrouble(alive: readonly Pick<WorkerFigures, 'locked'>[]): Trouble[] {
  const all = alive.flatMap(({ locked }) => locked ?? []);
  const worst = all.toSorted((a, b) => b.channels + b.targets - a.channels - a.targets)[0];
  return worst ? [critical({ is: 'secrets-locked', workers: all.length, locked: worst })] : [];
}

/** Work that was set apart because it fails again and again. */
function stuckTrouble(alive: readonly WorkerFigures[]): Trouble[] {
  const all = alive.flatMap(({ stuck }) => stuck ?? []);
  const worst = all.toSorted((a, b) => b.count - a.count)[0];
  return worst ? [{ key: 'stuck', severity: 'warning', fact: { is: 'stuck', ...worst } }] : [];
}

/** What the machines of workers say of their own network; all of it comes back by itself. */
function offlineTrouble(
  alive: readonly WorkerFigures[],
  blind: BlindFigures | null,
): Trouble | null {
  const away = alive.flatMap(({ offline = [] }) => offline);
  const first = away.toSorted((a, b) => a.since.getTime() - b.since.getTime())[0];
  if (!first) return null;
  return {
    key: 'offline',
    severity: 'critical',
    fact: {
      is: 'offline',
      network: first,
      ...(away.every(({ family }) => family !== null) && { isPart: true }),
      offlineWorkers: alive.filter(({ offline }) => offline).length,
      workers: alive.length,
      ...(blind && { unseen: blindShare(blind) }),
    },
  };
}

/** Lost workers in whose place another one began, which may be lost by now, too: crashes that were mended by a restart. */
function replacements(lost: readonly WorkerFigures[], alive: readonly WorkerFigures[]): number {
  const ends = lost.map(({ seenAt }) => seenAt.getTime()).toSorted((x, y) => x - y);
  const starts = [...lost, ...alive].map(({ startedAt }) => startedAt.getTime());
  let replaced = 0;
  for (const start of starts.toSorted((x, y) => x - y)) {
    // Each takes the place of the first one that is still empty.
    const end = ends[replaced];
    if (end !== undefined && start > end) replaced += 1;
  }
  return replaced;
}

function judgeQueue({
  name: queue,
  waiting,
  oldestSeconds,
  newDeadLetters,
}: QueueFigures): Trouble[] {
  const troubles: Trouble[] = [];
  const ageSeconds = oldestSeconds ?? 0;
  if (ageSeconds > QUEUE_AGE_S || waiting > QUEUE_DEPTH) {
    troubles.push(
      warning(`queue:${queue}`, {
        is: 'queue',
        queue,
        waiting,
        oldestSeconds: Math.round(ageSeconds),
      }),
    );
  }
  if (newDeadLetters > 0) {
    troubles.push(
      warning(`dead-letters:${queue}`, { is: 'dead-letters', queue, count: newDeadLetters }),
    );
  }
  return troubles;
}

const warning = (key: string, fact: TroubleFact): Trouble => ({ key, severity: 'warning', fact });
const critical = (fact: TroubleFact): Trouble => ({ key: fact.is, severity: 'critical', fact });

/** What was seen and could not be stored is told late, and why. */
export const READ_ONLY: Trouble = { ...critical({ is: 'read-only' }), hasLasted: true };
