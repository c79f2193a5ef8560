/* Reports that are made for somebody and sent to him. */
export { errorBudget, reportTotal } from './report/budget.ts';
export { lastPeriod, periodOfDays, type ReportPeriod } from './report/period.ts';
export type { Recipient, ReportRecord, Sending } from './report/record.ts';
export {
  CreateReport,
  ErrorBudget,
  PreviewReport,
  Report,
  type ReportedTarget,
  ReportList,
  type ReportSending,
  ReportView,
  UpdateReport,
} from './report/schema.ts';
export {
  afterAttempt,
  changedReport,
  dueRecipients,
  failedReports,
  heldReport,
  isDueToSend,
  newReport,
  replanned,
  reportMailKey,
  requestedSending,
  restoredReport,
  type SendReport,
  startedSending,
  stillWaits,
} from './report/sending.ts';
export { toReport } from './text/to-report.ts';
export { reportWords } from './text/report.ts';
