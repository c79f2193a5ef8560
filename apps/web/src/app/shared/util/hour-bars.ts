import type { SparkPoint } from '@app/domain';

export type BarTone = 'up' | 'degraded' | 'down' | 'none';

export interface HourBar {
  at: Date;
  tone: BarTone;
  checks: number;
  failed: number;
}

/** Judges each hour by its checks: all good, some failed, all failed, or nothing known. */
export const hourBars = (points: readonly SparkPoint[]): HourBar[] =>
  points.map(({ at, checks, failed }) => ({ at, checks, failed, tone: toneOf(checks, failed) }));

function toneOf(checks: number, failed: number): BarTone {
  if (checks === 0) return 'none';
  if (failed === 0) return 'up';
  return failed >= checks ? 'down' : 'degraded';
}
