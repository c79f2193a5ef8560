import { Replayed, ReplayQuery } from '@app/domain/replay';
import {
  StatsDaily,
  StatsDailyQuery,
  StatsExplainQuery,
  StatsExplanation,
  StatsOutages,
  StatsOutagesQuery,
  StatsSummary,
  StatsSummaryQuery,
} from '@app/domain/stats';
import { explainStats, keptDaily, keptSummary, replayChecks, statsOutages } from '@app/monitoring';
import { procedure, router } from './trpc.ts';

export const stats = router({
  summary: procedure
    .input(StatsSummaryQuery)
    .output(StatsSummary)
    .query(({ ctx, input }) => keptSummary(ctx, input)),
  daily: procedure
    .input(StatsDailyQuery)
    .output(StatsDaily)
    .query(({ ctx, input }) => keptDaily(ctx, input)),
  /** The intervals and counts behind the numbers of a window. */
  explain: procedure
    .input(StatsExplainQuery)
    .output(StatsExplanation)
    .query(({ ctx, input }) => explainStats(ctx, input)),
  outages: procedure
    .input(StatsOutagesQuery)
    .output(StatsOutages)
    .query(({ ctx, input }) => statsOutages(ctx, input)),
  /** The alerts of the last 30 days beside those that other thresholds would have led to. */
  replay: procedure
    .input(ReplayQuery)
    .output(Replayed)
    .query(({ ctx, input }) => replayChecks(ctx, input)),
});
