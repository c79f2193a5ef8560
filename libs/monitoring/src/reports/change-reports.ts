import { AppError, notFound } from '@app/domain';
import {
  changedReport,
  type CreateReport,
  newReport,
  type Report,
  type ReportRecord,
  requestedSending,
  toReport,
  type UpdateReport,
} from '@app/domain/reports';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';

type ReportPorts = Pick<Ports, 'reports' | 'settings' | 'now' | 'newId'>;

const MAX_REPORTS = 100;
const MAX_TRIES = 5;

/** All reports, oldest first. */
export async function listReports({
  ports,
}: Context<Pick<Ports, 'reports'>>): Promise<{ items: Report[] }> {
  return { items: (await ports.reports.list()).map((one) => toReport(one)) };
}

/** Makes a report. Throws limit. */
export async function createReport(
  { ports }: Context<ReportPorts>,
  input: CreateReport,
): Promise<Report> {
  const { reports, settings, now, newId } = ports;
  if ((await reports.list()).length >= MAX_REPORTS) {
    throw new AppError('limit', `There are ${MAX_REPORTS} reports already. Remove one first.`);
  }
  const { timeZone } = await settings.get();
  const report = newReport({ newId, now: now(), timeZone }, input);
  await reports.insert(report);
  return toReport(report);
}

/** Changes a report; what is left out stays. Throws not-found, invalid and conflict. */
export async function updateReport(
  { ports }: Context<ReportPorts>,
  { id, ...input }: UpdateReport,
): Promise<Report> {
  const { timeZone } = await ports.settings.get();
  const report = await changeReport(ports, id, (before) => {
    const after = changedReport(before, input, { now: ports.now(), timeZone });
    if (after.tag === null && after.targetIds.length === 0) {
      throw new AppError('invalid', 'Choose a tag or targets.', { field: 'tag' });
    }
    return after;
  });
  return toReport(report);
}

/** Removes a report. Throws not-found. */
export async function removeReport(
  { ports }: Context<Pick<Ports, 'reports'>>,
  id: string,
): Promise<Report> {
  const report = await ports.reports.get(id);
  if (!report || !(await ports.reports.remove(id))) throw notFound('report');
  return toReport(report);
}

/**
 * Has a report of its last month or week sent now; a worker does it within seconds, and tries again where that fails. Throws
 * not-found, precondition and conflict.
 */
export async function requestReport(
  { ports }: Context<ReportPorts>,
  { id }: { id: string },
): Promise<Report> {
  const { timeZone } = await ports.settings.get();
  const report = await changeReport(ports, id, (before) => {
    if (before.to.length === 0) {
      throw new AppError('precondition', 'This report is sent to nobody. Add an address first.', {
        field: 'to',
      });
    }
    return requestedSending(before, { now: ports.now(), timeZone });
  });
  return toReport(report);
}

/** Reads a report, decides on a change and writes it, again from the start when somebody else was faster. */
export async function changeReport(
  { reports }: Pick<Ports, 'reports'>,
  id: string,
  decide: (report: ReportRecord) => ReportRecord,
): Promise<ReportRecord> {
  for (let i = 0; i < MAX_TRIES; i++) {
    const before = await reports.get(id);
    if (!before) throw notFound('report');
    const after = decide(before);
    if (await reports.replace(after)) return after;
  }
  throw new AppError('conflict', 'This is being changed by somebody else. Try again.');
}
