import type { ChartPoint } from '@app/domain';
import type { HistoryStretch, StatsDay, WindowStats } from '@app/domain/stats';
import { minutesAgo } from './samples';

/** A point of a chart at which all went well. */
export const aPoint = (change: Partial<ChartPoint> = {}): ChartPoint => ({
  ...{ at: minutesAgo(5), minMs: 70, avgMs: 84, maxMs: 120, p95Ms: 110, checks: 1, failed: 0 },
  ...change,
});

export const aStretch = (change: Partial<HistoryStretch> = {}): HistoryStretch => ({
  ...{ kind: 'down', from: minutesAgo(30), to: minutesAgo(20), alertId: null, name: null },
  ...change,
});

/** Numbers of a day on which all went well. */
export const someStats = (change: Partial<WindowStats> = {}): WindowStats => ({
  ...{ uptime: 100, coverage: 100, availability: 100, outages: 0, longestOutageSeconds: 0 },
  ...{ mttrSeconds: null, mtbfSeconds: null, avgMs: 84, p50Ms: 80, p95Ms: 120, p99Ms: 140 },
  ...{ errorRate: 0, checks: 288, failed: 0, inconclusive: 0 },
  ...{ upSeconds: 86_400, downSeconds: 0, unknownSeconds: 0, pausedSeconds: 0 },
  maintenanceSeconds: 0,
  phases: { dnsMs: 4, connectMs: 12, tlsMs: 24, firstByteMs: 40, transferMs: 4 },
  ...change,
});

export const aStatsDay = (day: string, change: Partial<WindowStats> = {}): StatsDay => ({
  day,
  ...someStats(change),
});
