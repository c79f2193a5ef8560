import { NO_PHASES } from '../check/schema.ts';
import type { StatsDay } from '../stats/schema.ts';
import type { PageFacts, StatusFacts } from './public-status.ts';
import type { StatusPageRecord } from './schema.ts';

const DAY_S = 86_400;

/** A day of a target that was up all the time, unless said otherwise. */
export const aDay = (day: string, over: Partial<StatsDay> = {}): StatsDay => ({
  ...{ day, uptime: 100, coverage: 100, availability: 100, outages: 0, longestOutageSeconds: 0 },
  ...{ mttrSeconds: null, mtbfSeconds: null, avgMs: 90, p50Ms: 80, p95Ms: 120, p99Ms: 150 },
  ...{ errorRate: 0, checks: 288, failed: 0, inconclusive: 0, upSeconds: DAY_S, downSeconds: 0 },
  ...{ unknownSeconds: 0, pausedSeconds: 0, maintenanceSeconds: 0, phases: NO_PHASES },
  ...over,
});

export const aStatusPage = (over: Partial<StatusPageRecord> = {}): StatusPageRecord => ({
  ...{ id: 'c'.repeat(24), slug: 'shop', title: 'Shop status', tag: 'prod', enabled: true },
  ...{ logo: null, notice: null, notes: [], version: 1 },
  ...{ createdAt: new Date(0), updatedAt: new Date(0) },
  ...over,
});

export const aService = (over: Partial<StatusFacts> = {}): StatusFacts => ({
  ...{ id: 'a'.repeat(24), name: 'Shop', url: 'https://shop.example.org/', status: 'up' },
  ...{ days: [], outages: [] },
  ...over,
});

/** What is known at noon of the 2nd of November. */
export const pageFacts = (over: Partial<PageFacts> = {}): PageFacts => ({
  ...{ page: aStatusPage(), now: new Date('2026-11-02T12:00:30Z'), timeZone: 'UTC' },
  ...{ targets: [aService()], leftOut: 0, maintenance: [] },
  ...over,
});
