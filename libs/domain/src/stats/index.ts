export { HistoryStretch } from '../check/inputs.ts';
export { type DayOfChart, dayPoint, daysPerPoint, isChartOfDays } from './day-chart.ts';
export {
  type DailyRecord,
  emptyDay,
  fullerRecord,
  mergeDays,
  mergeTotals,
  type Totals,
  TotalsBuilder,
  totalsOf,
} from './daily-record.ts';
export {
  type Histogram,
  mergeHistograms,
  packHistogram,
  percentileIn,
  unpackHistogram,
} from './histogram.ts';
export { dayBefore, uptimeWith } from './hours.ts';
export type { Sample } from './sample.ts';
export {
  CheckCounts,
  ExplainedInterval,
  ExportAlerts,
  ExportOfTarget,
  OutageView,
  StatsDaily,
  StatsDailyQuery,
  StatsDay,
  StatsExplainQuery,
  StatsExplanation,
  StatsOutages,
  StatsOutagesQuery,
  StatsSummary,
  StatsSummaryQuery,
  StatsWindow,
  WindowStats,
} from './schema.ts';
export { mergeSeconds, NO_SECONDS, type StateSeconds, type TimeState } from './state-seconds.ts';
export {
  type DownStretch,
  mergeOutages,
  outageFigures,
  outagesIn,
  type OutageSeconds,
  secondsOf,
  secondsWithin,
  type StateStretch,
  type Stretch,
  type TimeFacts,
  timelineOf,
} from './timeline.ts';
export { windowStats } from './window.ts';
