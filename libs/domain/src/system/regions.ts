import type { WorkerHeartbeat } from './worker-heartbeat.ts';

/** A region that was not heard of for longer is not asked for a second opinion. */
const HEARD_WITHIN_MS = 120_000;

type Beat = Pick<WorkerHeartbeat, 'at' | 'region' | 'offline'>;

/**
 * Returns the regions, besides one's own, in which a worker was heard of in the last two minutes and sees its network, by
 * name. A sign of life from the future tells of a clock, not of a worker.
 *
 * @param own null: a worker without region, which asks nobody
 */
export function otherRegions(beats: readonly Beat[], own: string | null, now: Date): string[] {
  if (own === null) return [];
  const heard = beats.flatMap(({ region, at, offline = [] }) => {
    const isHeard = Math.abs(now.getTime() - at.getTime()) <= HEARD_WITHIN_MS;
    return region !== undefined && region !== own && isHeard && offline.length === 0 ? region : [];
  });
  return [...new Set(heard)].toSorted();
}
