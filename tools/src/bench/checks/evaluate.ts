import { nextSlot, type Check } from '@app/domain';
import type { BareFigures } from './bare.ts';
import type { Answers } from './site.ts';

/** What was recorded of one target, oldest first. */
export interface Recorded {
  id: string;
  number: number;
  checks: readonly Check[];
}

/** How well the scheduled work of a stretch of time was done. */
export interface Evaluation {
  due: number;
  done: number;
  /** Requests beyond one for each recorded check. */
  twice: number;
  /** Start of a check after its slot, in milliseconds, sorted. */
  lateness: number[];
  /** Measured latency less what the site really took, in milliseconds, sorted. */
  latencyErrors: number[];
  /** Checks that were not good. */
  notOk: number;
}

/** Judges the slots in `[from, to)` against what was recorded and what the site saw. */
export function evaluate(
  recorded: readonly Recorded[],
  answers: Answers,
  plan: { intervalSeconds: number; from: Date; to: Date },
): Evaluation {
  const { intervalSeconds, from, to } = plan;
  const found: Evaluation = {
    due: 0,
    done: 0,
    twice: 0,
    lateness: [],
    latencyErrors: [],
    notOk: 0,
  };
  for (const { id, number, checks } of recorded) {
    const truths = answers[String(number)] ?? [];
    found.twice += Math.max(0, truths.length - checks.length);
    const before = new Date(from.getTime() - 1);
    for (
      let slot = nextSlot(id, intervalSeconds, before);
      slot < to;
      slot = nextSlot(id, intervalSeconds, slot)
    ) {
      found.due++;
      const index = checks.findIndex((check) => check.slot.getTime() === slot.getTime());
      const check = checks[index];
      if (!check) continue;
      found.done++;
      if (check.outcome !== 'ok') found.notOk++;
      found.lateness.push(check.at.getTime() - slot.getTime());
      const truth = truths[index];
      // Only where nothing was asked twice do the two lists go together.
      if (truth !== undefined && check.latencyMs !== null && truths.length === checks.length) {
        found.latencyErrors.push(check.latencyMs - truth);
      }
    }
  }
  found.lateness.sort((a, b) => a - b);
  found.latencyErrors.sort((a, b) => a - b);
  return found;
}

/** How far the latencies that the bare loop measured are from the truth, in milliseconds, sorted. */
export const errorsOfBare = ({ latencies }: Pick<BareFigures, 'latencies'>, answers: Answers) =>
  Object.entries(latencies)
    .flatMap(([path, latencyMs]) => (answers[path] ?? []).map((ms) => latencyMs - ms))
    .sort((a, b) => a - b);
