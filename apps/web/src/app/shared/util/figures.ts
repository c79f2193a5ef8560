import {
  formatCount,
  formatDaysLeft as daysLeft,
  formatDuration as duration,
  formatInterval as interval,
  formatLatency as latency,
  formatPercent as percent,
  formatRelative as relative,
} from '@app/domain/words';

/*
 * Figures as messages write them too; on a page that wraps its lines, each stays beside its unit.
 */

/** Keeps every figure and its unit on one line. */
const unbroken = (text: string): string => text.replaceAll(/(?<=\d) (?=\S)/g, '\u00a0');

export const formatDuration = (durationMs: number): string => unbroken(duration(durationMs));

export const formatRelative = (at: Date, now: Date): string => unbroken(relative(at, now));

export const formatInterval = (seconds: number): string => unbroken(interval(seconds));

export const formatLatency = (latencyMs: number): string => unbroken(latency(latencyMs));

export const formatPercent = (share: number): string => unbroken(percent(share));

export const formatDaysLeft = (days: number): string => unbroken(daysLeft(days));

export { formatCount };
