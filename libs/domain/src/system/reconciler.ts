import type { Component } from './schema.ts';
import type { WorkerHeartbeat } from './worker-heartbeat.ts';
import { formatDuration } from '../text/format/duration.ts';

/** Unfinished work is taken up every ten seconds; after this long people are told that it is not. */
export const RECONCILER_MISSING_MS = 90_000;

type Beat = Pick<WorkerHeartbeat, 'reconciledAt'>;

/** When any worker last took up all unfinished work; null when none of them tells. */
export const lastReconciled = (beats: readonly Beat[]): Date | null =>
  beats.reduce<Date | null>(
    (last, { reconciledAt = null }) =>
      reconciledAt && (!last || reconciledAt > last) ? reconciledAt : last,
    null,
  );

/** How the search for unfinished work does; null when only workers of older versions could tell. */
export function reconcilerComponent(beats: readonly Beat[], now: Date): Component | null {
  const last = lastReconciled(beats);
  if (!last) return null;
  const agoMs = now.getTime() - last.getTime();
  return agoMs < RECONCILER_MISSING_MS
    ? { name: 'reconciler', status: 'ok', detail: 'Unfinished work is taken up.' }
    : {
        name: 'reconciler',
        status: 'failing',
        detail: `Unfinished work has not been taken up for ${formatDuration(agoMs)}: alerts may wait. The log of the workers says why.`,
      };
}
