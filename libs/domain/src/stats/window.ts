import { meanMs, type Totals } from './daily-record.ts';
import type { StateSeconds } from './state-seconds.ts';
import { percentileIn } from './histogram.ts';
import { percentDown, percentUp } from './percent.ts';
import { percentileOf } from './percentile.ts';
import type { Phases } from '../check/schema.ts';
import type { WindowStats } from './schema.ts';
import type { OutageFigures } from './timeline.ts';

/** Everything that the numbers of a window follow from. */
export interface WindowFacts {
  readonly totals: Totals;
  readonly seconds: StateSeconds;
  readonly outages: OutageFigures;
  /** Every response time, ascending, where they are at hand; else percentiles come from the histogram. */
  readonly times: ArrayLike<number> | null;
}

/** Returns the numbers of a window (docs/rules.md, "Numbers"). */
export function windowStats({ totals, seconds, outages, times }: WindowFacts): WindowStats {
  const { ok, slow, failed, inconclusive } = totals.checks;
  const checks = ok + slow + failed;
  const known = seconds.up + seconds.down;
  const percentile = (percent: number): number | null =>
    rounded(times ? percentileOf(times, percent) : percentileIn(totals.histogram, percent));
  return {
    uptime: percentDown(checks - failed, checks),
    coverage: percentDown(known, known + seconds.unknown + seconds.paused) ?? 0,
    availability: percentDown(seconds.up, known),
    outages: outages.outages,
    longestOutageSeconds: outages.longestSeconds,
    mttrSeconds: perOutage(seconds.down, outages),
    mtbfSeconds: perOutage(seconds.up, outages),
    avgMs: rounded(meanMs(totals.latency)),
    p50Ms: percentile(50),
    p95Ms: percentile(95),
    p99Ms: percentile(99),
    errorRate: percentUp(failed, checks),
    checks,
    failed,
    inconclusive,
    upSeconds: seconds.up,
    downSeconds: seconds.down,
    unknownSeconds: seconds.unknown,
    pausedSeconds: seconds.paused,
    maintenanceSeconds: totals.maintenanceSeconds,
    phases: meanPhases(totals),
  };
}

const perOutage = (seconds: number, { outages }: OutageFigures): number | null =>
  outages === 0 ? null : Math.round(seconds / outages);

const meanPhases = ({ phases }: Totals): Phases => ({
  dnsMs: rounded(meanMs(phases.dnsMs)),
  connectMs: rounded(meanMs(phases.connectMs)),
  tlsMs: rounded(meanMs(phases.tlsMs)),
  firstByteMs: rounded(meanMs(phases.firstByteMs)),
  transferMs: rounded(meanMs(phases.transferMs)),
});

const rounded = (ms: number | null): number | null =>
  ms === null ? null : Math.round(ms * 100) / 100;
