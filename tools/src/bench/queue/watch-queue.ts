import { setTimeout as sleep } from 'node:timers/promises';
import { cpuOfTree } from '../../processes/process-figures.ts';
import type { Stage } from '../checks/stage.ts';

/** What the queue cost PostgreSQL in a stretch of time. */
export interface QueueFigures {
  seconds: number;
  /** Requests that the site got. */
  checks: number;
  /** Share of one core that PostgreSQL used, all its processes together. */
  coreShare: number;
  /** Size of the queue's tables with their indexes: at both ends, and the largest seen. */
  bytes: { before: number; after: number; most: number };
  /** Changes that the bell told a listener. */
  heard: number;
}

/** How often the size of the tables is looked at. */
const LOOK_MS = 5_000;

/** Watches PostgreSQL for a while. `heard` tells how many changes the bell has told so far. */
export async function watchQueue(
  stage: Stage,
  ms: number,
  heard: () => number,
): Promise<QueueFigures> {
  const sample = async () => ({
    at: performance.now(),
    cpuMs: cpuOfTree(stage.postgres.pid),
    checks: await stage.count(),
    bytes: await stage.queueBytes(),
    heard: heard(),
  });
  const before = await sample();
  let most = before.bytes;
  while (performance.now() - before.at < ms) {
    await sleep(Math.min(LOOK_MS, ms - (performance.now() - before.at)));
    most = Math.max(most, await stage.queueBytes());
  }
  const after = await sample();
  const elapsedMs = after.at - before.at;
  return {
    seconds: elapsedMs / 1_000,
    checks: after.checks - before.checks,
    coreShare: (after.cpuMs - before.cpuMs) / elapsedMs,
    bytes: { before: before.bytes, after: after.bytes, most },
    heard: after.heard - before.heard,
  };
}
