import type { ChartPoint } from '@app/domain';
import type { HistoryStretch, StatsDay, WindowStats } from '@app/domain/stats';
import type { Handlers } from './fake-api';
import { idOf, minutesAgo } from './samples';

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
const someStats = (change: Partial<WindowStats> = {}): WindowStats => ({
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

/** What a server knows of a target with one outage. */
export const someStory: Handlers['stats'] = {
  explain: ({ from, to }) => ({
    ...{ from: new Date(from ?? 0), to: new Date(to ?? 0), timeZone: 'UTC', intervals: [] },
    stats: someStats({ uptime: 99.652, outages: 1, longestOutageSeconds: 360, mttrSeconds: 360 }),
    counts: { ok: 286, slow: 1, failed: 1, inconclusive: 2, confirmations: 1, manual: 0 },
  }),
  outages: () => ({
    items: [
      {
        alertId: idOf(50),
        since: minutesAgo(200),
        endedAt: minutesAgo(194),
        seconds: 360,
        reason: 'Refused: nothing listens on port 443.',
      },
    ],
  }),
  summary: () => ({
    at: new Date(),
    timeZone: 'UTC',
    windows: {
      '1h': someStats({ checks: 12 }),
      '24h': someStats({ uptime: 99.305, outages: 2, longestOutageSeconds: 600, mttrSeconds: 400 }),
      '7d': someStats(),
      '30d': someStats({ uptime: null, p99Ms: null }),
    },
  }),
  daily: ({ days = 90 }) => ({
    timeZone: 'UTC',
    items: Array.from({ length: days }, (_, i) => {
      const day = new Date(Date.now() - (days - 1 - i) * 86_400_000).toISOString().slice(0, 10);
      return aStatsDay(day);
    }),
  }),
};
