import type { WindowStats } from '../stats/schema.ts';
import { percentDown } from '../stats/percent.ts';
import type { ErrorBudget, ReportedTarget, ReportTotal } from './schema.ts';

type Known = Pick<WindowStats, 'upSeconds' | 'downSeconds'>;

/**
 * What was promised against what was kept, by the time that is known: time down of it may be `100 - slaTarget` percent, rounded
 * down to the second.
 */
export function errorBudget(
  { upSeconds, downSeconds }: Known,
  slaTarget: number | null,
): ErrorBudget | null {
  if (slaTarget === null) return null;
  const known = upSeconds + downSeconds;
  // In thousandths of a percent, so that 99.9 is not 0.1 and a little more.
  const lost = 100_000 - Math.round(slaTarget * 1_000);
  const allowedSeconds = Math.floor((known * lost) / 100_000);
  return {
    slaTarget,
    isMet: known === 0 ? null : downSeconds <= allowedSeconds,
    allowedSeconds,
    usedSeconds: downSeconds,
    leftSeconds: allowedSeconds - downSeconds,
  };
}

/** All targets together, from their sums and never from means of percentages. */
export function reportTotal(
  targets: readonly Pick<ReportedTarget, 'stats'>[],
  slaTarget: number | null,
): ReportTotal {
  const sum = (valueOf: (stats: WindowStats) => number): number =>
    targets.reduce((all, { stats }) => all + valueOf(stats), 0);
  const checks = sum((stats) => stats.checks);
  const failed = sum((stats) => stats.failed);
  const upSeconds = sum((stats) => stats.upSeconds);
  const downSeconds = sum((stats) => stats.downSeconds);
  const known = upSeconds + downSeconds;
  const rest = sum((stats) => stats.unknownSeconds + stats.pausedSeconds);
  return {
    uptime: percentDown(checks - failed, checks),
    availability: percentDown(upSeconds, known),
    coverage: percentDown(known, known + rest) ?? 0,
    outages: sum((stats) => stats.outages),
    ...{ checks, failed, upSeconds, downSeconds },
    budget: errorBudget({ upSeconds, downSeconds }, slaTarget),
  };
}
