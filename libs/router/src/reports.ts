import { Id } from '@app/domain';
import {
  CreateReport,
  PreviewReport,
  Report,
  ReportList,
  ReportView,
  UpdateReport,
} from '@app/domain/reports';
import {
  createReport,
  listReports,
  previewReport,
  removeReport,
  requestReport,
  updateReport,
} from '@app/monitoring';
import * as z from 'zod';
import { procedure, router } from './trpc.ts';

const ById = z.strictObject({ id: Id });

export const reports = router({
  list: procedure.output(ReportList).query(({ ctx }) => listReports(ctx)),
  create: procedure
    .input(CreateReport)
    .output(Report)
    .mutation(({ ctx, input }) => createReport(ctx, input)),
  update: procedure
    .input(UpdateReport)
    .output(Report)
    .mutation(({ ctx, input }) => updateReport(ctx, input)),
  remove: procedure
    .input(ById)
    .output(Report)
    .mutation(({ ctx, input }) => removeReport(ctx, input.id)),
  /** What a report says, of its last month or week or of any time. */
  preview: procedure
    .input(PreviewReport)
    .output(ReportView)
    .query(({ ctx, input }) => previewReport(ctx, input)),
  /** Has it sent now. */
  send: procedure
    .input(ById)
    .output(Report)
    .mutation(({ ctx, input }) => requestReport(ctx, input)),
});
