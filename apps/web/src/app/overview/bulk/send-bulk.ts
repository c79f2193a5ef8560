import { type BulkAction, type BulkReport, type BulkTargets } from '@app/domain';
import type { ApiClient } from '../../shared/data/api';

/** Targets of one call: few enough to tell how far it has come. */
const AT_ONCE = 200;
/** Most that are changed together; each call counts as a costly one. */
export const MOST_AT_ONCE = 2_500;

type Step = BulkTargets['steps'][number];

export interface BulkOptions {
  readonly dryRun?: boolean;
  readonly signal?: AbortSignal;
  /** Told how many targets are through. */
  readonly progress?: (count: number) => void;
}

/**
 * Does something to targets, call after call, and returns what became of each. Throws what refused the first call, and of a
 * rehearsal any: it tells of all targets or of none.
 */
export async function sendBulk(
  { targets }: Pick<ApiClient, 'targets'>,
  steps: readonly Step[],
  { dryRun = false, signal, progress }: BulkOptions = {},
): Promise<BulkReport> {
  const report: BulkReport = { items: [], counts: { done: 0, same: 0, refused: 0, failed: 0 } };
  for (const part of inCalls(steps)) {
    try {
      const answer = await targets.bulk.mutate(
        { steps: part, ...(dryRun ? { dryRun } : {}) },
        signal ? { signal } : {},
      );
      report.items.push(...answer.items);
      for (const outcome of OUTCOMES) report.counts[outcome] += answer.counts[outcome];
    } catch (error) {
      // What went through before is done, and has to be told.
      if (dryRun || report.items.length === 0) throw error;
      const left = part.flatMap(({ ids }) => ids);
      report.counts.failed += left.length;
      break;
    }
    progress?.(report.items.length);
  }
  return report;
}

const OUTCOMES = ['done', 'same', 'refused', 'failed'] as const;

/** Steps in calls that are not too large. */
export function inCalls(steps: readonly Step[]): Step[][] {
  const each = steps.flatMap(({ ids, action }) => ids.map((id) => ({ id, action })));
  const parts: Step[][] = [];
  for (let at = 0; at < each.length; at += AT_ONCE)
    parts.push(grouped(each.slice(at, at + AT_ONCE)));
  return parts;
}

/** Targets that the same is done to, together. */
function grouped(each: readonly { id: string; action: BulkAction }[]): Step[] {
  const groups = new Map<string, Step>();
  for (const { id, action } of each) {
    const key = JSON.stringify(action);
    const group = groups.get(key) ?? { ids: [], action };
    group.ids.push(id);
    groups.set(key, group);
  }
  return [...groups.values()];
}

/** The steps that take a report back. */
export const undoSteps = ({ items }: BulkReport): Step[] =>
  grouped(items.flatMap(({ id, undo }) => (undo ? [{ id, action: undo }] : [])));
