import type { ReportRecord } from './record.ts';
import type { ReportView } from './schema.ts';
import { reportTotal } from './budget.ts';

export const aReport = (over: Partial<ReportRecord> = {}): ReportRecord => ({
  ...{ id: 'c'.repeat(24), name: 'Shop', tag: 'prod', targetIds: [], every: 'month' },
  ...{ slaTarget: 99.9, logo: null, footer: null, to: [], version: 1 },
  ...{ createdAt: new Date(0), updatedAt: new Date(0) },
  ...{ nextAt: null, sending: null, heldUntil: null },
  ...over,
});

/** A report of October, without a target unless said otherwise. */
export const aReportView = (over: Partial<ReportView> = {}): ReportView => ({
  ...{ name: 'Shop', firstDay: '2026-10-01', lastDay: '2026-10-31', timeZone: 'UTC' },
  ...{ from: new Date('2026-10-01T00:00:00Z'), to: new Date('2026-11-01T00:00:00Z') },
  ...{ madeAt: new Date('2026-11-02T12:00:00Z'), isRunning: false, slaTarget: 99.9 },
  ...{ logo: null, footer: null, targets: [], leftOut: 0 },
  total: reportTotal(over.targets ?? [], 99.9),
  ...over,
});
