import { setTimeout as sleep } from 'node:timers/promises';
import { cpuOfTree } from '../../processes/process-figures.ts';
import { beginOfTurn, WORK_MS, type Rotation } from './rotation.ts';
import type { BareLoop, Stage } from './stage.ts';

/** What was measured in one turn: milliseconds of CPU per check. */
export interface Turn {
  perSecond: number;
  workerMs: number;
  postgresMs: number;
  documentsMs: number;
  /** Of the bare loop, per request, right after the checks; NaN where it did not run. */
  bareMs: number;
}

/** Checks are claimed so long before they are due. */
const LEAD_MS = 1_000;
/** What a request is in flight, and a little more. */
const ANSWER_MS = 100;
/** Until results are stored, and the older ones of their targets archived. */
const SETTLE_MS = 2_200;
const BARE_MS = 2_500;

export interface TurnsPlan {
  stage: Stage;
  rotation: Rotation;
  rounds: number;
  bare: BareLoop | null;
  /** Process id of the worker. */
  worker: number;
}

/** Measures turn after turn, the first round excepted: by load, and the latencies that the bare loop measured. */
export async function takeTurns({ stage, rotation, rounds, bare, worker }: TurnsPlan) {
  const turns: Turn[][] = Array.from({ length: rotation.loads }, () => []);
  const latencies: Record<string, number> = {};
  const sample = async () => ({
    count: await stage.count(),
    worker: cpuOfTree(worker),
    postgres: cpuOfTree(stage.postgres.pid),
    documents: cpuOfTree(stage.documents.pid),
  });
  for (let round = 0; round <= rounds; round++) {
    for (const [load, taken] of turns.entries()) {
      const begin = beginOfTurn(round, load, rotation).getTime();
      await until(begin - LEAD_MS);
      const before = await sample();
      await until(begin + WORK_MS + ANSWER_MS);
      const inTime = (await stage.count()) - before.count;
      await until(begin + WORK_MS + SETTLE_MS);
      const after = await sample();
      const asked = await bare?.run(BARE_MS);
      if (round === 0) continue;
      const checks = after.count - before.count;
      taken.push({
        perSecond: (inTime * 1_000) / WORK_MS,
        workerMs: (after.worker - before.worker) / checks,
        postgresMs: (after.postgres - before.postgres) / checks,
        documentsMs: (after.documents - before.documents) / checks,
        bareMs: asked?.cpuMs ?? NaN,
      });
      Object.assign(latencies, asked?.latencies);
    }
  }
  return { turns, latencies };
}

const until = (at: number): Promise<void> => sleep(Math.max(0, at - Date.now()));
