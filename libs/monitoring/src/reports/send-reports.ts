import { AppError, type SendOutcome } from '@app/domain';
import {
  afterAttempt,
  dueRecipients,
  heldReport,
  isDueToSend,
  periodOfDays,
  type Recipient,
  reportMailKey,
  type ReportPeriod,
  type ReportRecord,
  type ReportView,
  type Sending,
  startedSending,
  stillWaits,
} from '@app/domain/reports';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';
import type { StatsPorts } from '../stats/read-stats.ts';
import { changeReport } from './change-reports.ts';
import { readReport } from './read-report.ts';

export type SendReportPorts = StatsPorts & Pick<Ports, 'reports' | 'sendReport' | 'log'>;

/** How often a process asks whether a report is to be sent. */
export const REPORTS_MS = 5_000;

/**
 * Sends the reports that are due and that nobody else sends, to each address apart. Safe to run in any number of processes and to
 * break off: what was not sent is sent by whoever comes next, under the same key.
 */
export async function sendDueReports(context: Context<SendReportPorts>): Promise<void> {
  const { reports, now, log } = context.ports;
  for (const report of await reports.list()) {
    if (context.signal.aborted) return;
    if (!isDueToSend(report, now())) continue;
    try {
      await sendReport(context, report);
    } catch (error) {
      // It is due still, and one that cannot be made keeps no other from being sent.
      log.error({ err: error, reportId: report.id }, 'a report could not be sent');
    }
  }
}

async function sendReport(context: Context<SendReportPorts>, read: ReportRecord): Promise<void> {
  const { ports } = context;
  const now = ports.now();
  const { timeZone } = await ports.settings.get();
  const isNew = read.nextAt !== null && read.nextAt <= now;
  const started = isNew ? startedSending(read, { now, timeZone }) : read;
  const held = heldReport(started, now);
  if (!(await ports.reports.replace(held)) || !held.sending) return;
  const { sending } = held;
  try {
    const period = periodOfDays(sending.firstDay, sending.lastDay, timeZone);
    const view = await made(context, { ...held, sending }, period);
    for (const recipient of dueRecipients(sending, now)) {
      context.signal.throwIfAborted();
      // It is held for as long as one address may take, and others may have changed it meanwhile.
      const present = await changeReport(ports, held.id, (one) => heldReport(one, ports.now()));
      if (!stillWaits(present, sending, { to: recipient.to, now: ports.now() })) continue;
      const outcome = await ports.sendReport(
        { view, to: recipient.to, idempotencyKey: reportMailKey(held, sending, recipient.to) },
        { signal: context.signal },
      );
      await record(ports, held.id, sending, recipient, outcome);
    }
  } finally {
    await changeReport(ports, held.id, (report) => ({ ...report, heldUntil: null })).catch(
      isRemoved,
    );
  }
}

/** What is sent. Where it cannot be made, each address has been tried in vain: it is tried later, and people see it. */
async function made(
  context: Context<SendReportPorts>,
  held: ReportRecord & { readonly sending: Sending },
  { from, to }: Pick<ReportPeriod, 'from' | 'to'>,
): Promise<ReportView> {
  try {
    return await readReport(context, { ...held, from, to });
  } catch (error) {
    const { ports } = context;
    if (context.signal.aborted) throw error;
    for (const recipient of dueRecipients(held.sending, ports.now())) {
      await record(ports, held.id, held.sending, recipient, NOT_MADE);
    }
    throw error;
  }
}

const NOT_MADE: SendOutcome = {
  ...{ outcome: 'retry', fact: { is: 'report-not-made' }, retryAfterMs: null },
};

/** Nobody waits for a report that was removed meanwhile. */
const isRemoved = (error: unknown): void => {
  if (!(error instanceof AppError && error.code === 'not-found')) throw error;
};

const record = async (
  ports: SendReportPorts,
  id: string,
  { startedAt }: Sending,
  { to }: Recipient,
  outcome: SendOutcome,
): Promise<unknown> =>
  await changeReport(ports, id, (report) =>
    afterAttempt(report, { startedAt, to, outcome, now: ports.now() }),
  );
