import type { Trouble } from '../alert/system-trouble.ts';
import { machineryWords } from '../text/machinery.ts';
import { describeTrouble } from '../text/trouble.ts';
import {
  apisOf,
  judgeSystem,
  WORKER_FORGOTTEN_MS,
  WORKER_MISSING_MS,
  type SystemFigures,
} from './trouble.ts';
import { diskTrouble } from './disk-trouble.ts';
import { clockDifference } from './process-trouble.ts';
import type { Component } from './schema.ts';

export interface HealthFigures extends SystemFigures {
  /** Room that the document store may still use; null when nobody knows. */
  readonly freeBytes: number | null;
}

/** The parts that troubles are of, by the beginning of their keys. */
const PARTS: readonly (readonly [part: string, keys: readonly string[]])[] = [
  ['worker', ['no-worker', 'worker-missing', 'stuck']],
  ['secrets-of-workers', ['secrets-locked']],
  ['queues', ['queue', 'dead-letters']],
  ['load', ['overdue', 'crowded', 'loop']],
  ['network', ['offline', 'blind']],
  ['clocks', ['clocks']],
  ['memory', ['memory']],
  ['disk', ['disk']],
  ['errors', ['errors']],
];

/** Parts that say nothing while all is well. */
const SILENT = new Set(['secrets-of-workers', 'network', 'errors']);

/**
 * How the machinery does, part by part: each is as bad as what the watchdog would tell people of it, in the same words, so that
 * nothing is well here that an alert says is not.
 */
export function machineryComponents(figures: HealthFigures): Component[] {
  const disk = diskTrouble(figures.freeBytes);
  const troubles = [...judgeSystem(figures), ...(disk ? [disk] : [])];
  return PARTS.flatMap(([name, keys]): Component[] => {
    const ofPart = troubles.filter(({ key }) => keys.includes(key.split(':')[0] ?? ''));
    if (ofPart.length > 0) return [failing(name, ofPart)];
    const detail = SILENT.has(name) ? null : wellOf(name, figures);
    return detail === null ? [] : [{ name, status: 'ok', detail }];
  });
}

const failing = (name: string, troubles: readonly Trouble[]): Component => ({
  name,
  status: troubles.some(({ severity }) => severity === 'critical') ? 'failing' : 'degraded',
  detail: troubles.map(({ fact }) => describeTrouble(fact)).join(' '),
});

/** What is said of a part while all is well; null where nobody knows anything of it. */
function wellOf(part: string, figures: HealthFigures): string | null {
  const { at, workers, queues, freeBytes } = figures;
  const age = (seenAt: Date): number => Math.abs(at.getTime() - seenAt.getTime());
  const alive = workers.filter(({ seenAt }) => age(seenAt) < WORKER_MISSING_MS);
  const processes = [...alive, ...apisOf(figures)];
  switch (part) {
    case 'worker':
      return machineryWords.workers(namesOf(alive));
    case 'queues':
      return queues && machineryWords.queues(queues);
    case 'load':
      return machineryWords.load(Math.max(0, ...processes.map(({ loopDelayMs }) => loopDelayMs)));
    case 'clocks': {
      const found = clockDifference(processes);
      return found && machineryWords.clocks(found.ms);
    }
    case 'memory': {
      const known = processes.flatMap(({ name, memoryBytes }) =>
        name === undefined || memoryBytes === undefined ? [] : [{ name, memoryBytes }],
      );
      return known.length > 0 ? machineryWords.memory(known) : null;
    }
    case 'disk':
      return freeBytes === null ? null : machineryWords.disk(freeBytes);
    default:
      return null;
  }
}

const namesOf = (processes: readonly { id: string; name?: string | undefined }[]): string[] =>
  processes.map(({ id, name }) => name ?? id).toSorted();

/** The processes that answer people; null where none has said anything. */
export function apiComponent(figures: Pick<SystemFigures, 'at' | 'apis'>): Component | null {
  const alive = apisOf(figures);
  const age = (seenAt: Date): number => figures.at.getTime() - seenAt.getTime();
  const missing = (figures.apis ?? []).filter(
    ({ at }) => age(at) >= WORKER_MISSING_MS && age(at) < WORKER_FORGOTTEN_MS,
  );
  if (alive.length + missing.length === 0) return null;
  return {
    name: 'api',
    status: missing.length > 0 ? 'degraded' : 'ok',
    detail: machineryWords.apis(namesOf(alive), namesOf(missing)),
  };
}
