import { History, HistoryQuery, RecentChecks, RecentQuery } from '@app/domain';
import { history, recentChecks } from '@app/monitoring';
import { procedure, router } from './trpc.ts';

export const checks = router({
  history: procedure
    .input(HistoryQuery)
    .output(History)
    .query(({ ctx, input }) => history(ctx, input)),
  recent: procedure
    .input(RecentQuery)
    .output(RecentChecks)
    .query(({ ctx, input }) => recentChecks(ctx, input)),
});
