import { stableHash } from '../common/stable-hash.ts';

/** Longest wait, in milliseconds and as a share of the interval; small beside the lateness that we allow. */
const LONGEST_MS = 250;
const LONGEST_SHARE = 0.01;

/**
 * How long the check of a target is held back when others of its host are due at the same time, in
 * milliseconds: the same for a target each time, spread evenly over the targets of a host.
 */
export function staggerMs(targetId: string, intervalSeconds: number): number {
  const longest = Math.min(LONGEST_MS, intervalSeconds * 1_000 * LONGEST_SHARE);
  return stableHash(`host:${targetId}`) % (Math.floor(longest) + 1);
}
