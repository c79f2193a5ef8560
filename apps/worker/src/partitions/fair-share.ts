import { PARTITIONS, type WorkerHeartbeat } from '@app/domain';

/** How often a worker gives a sign of life. */
export const BEAT_MS = 5_000;
/** A worker without a sign of life for this long gets no share any more; its jobs time out as fast. */
export const DEAD_AFTER_MS = 12_000;

/** Number of partitions that each living worker should hold: enough that together they hold all. */
export function fairShare(beats: readonly WorkerHeartbeat[], self: string, now: Date): number {
  // A beat from the future tells no more than an old one: the clock was set back since.
  const others = beats.filter(
    ({ id, at }) => id !== self && Math.abs(now.getTime() - at.getTime()) < DEAD_AFTER_MS,
  );
  return Math.ceil(PARTITIONS / (others.length + 1));
}
