import { CreateReport, type Report, UpdateReport } from '@app/domain/reports';
import type { Issue } from '../../shared/data/refusal';
import { schemaIssues } from '../../shared/form/schema-issues';
import { reportWords } from '../../shared/words/reports';

/** A report as a form holds it; what is empty is none. */
export interface ReportDraft {
  name: string;
  tags: string[];
  targetIds: string[];
  every: Report['every'];
  slaTarget: string;
  logo: string;
  footer: string;
  to: string;
}

export const blankReport = (): ReportDraft => ({
  ...{ name: '', tags: [], targetIds: [], every: 'month', slaTarget: '99.9' },
  ...{ logo: '', footer: '', to: '' },
});

export const reportDraftOf = (report: Report): ReportDraft => ({
  name: report.name,
  tags: report.tag === null ? [] : [report.tag],
  targetIds: [...report.targetIds],
  every: report.every,
  slaTarget: report.slaTarget === null ? '' : String(report.slaTarget),
  logo: report.logo ?? '',
  footer: report.footer ?? '',
  to: report.to.join(', '),
});

const settingsOf = (draft: ReportDraft) => ({
  name: draft.name,
  tag: draft.tags[0] ?? null,
  targetIds: draft.targetIds,
  every: draft.every,
  slaTarget: draft.slaTarget.trim() === '' ? null : Number(draft.slaTarget.replace(',', '.')),
  logo: draft.logo || null,
  footer: draft.footer || null,
  to: draft.to
    .split(/[,\s]+/)
    .map((address) => address.trim())
    .filter((address) => address !== ''),
});

/** What is wrong with a draft. */
export function reportIssues(draft: ReportDraft): Issue[] {
  return [
    ...(draft.tags.length > 1 ? [{ path: 'tags', message: reportWords.oneTag }] : []),
    ...schemaIssues(CreateReport.safeParse(settingsOf(draft))).map(({ path, message }) => ({
      path: reportFormPath(path),
      message: path === 'slaTarget' ? reportWords.notPercent : message,
    })),
  ];
}

/** The form shows the tag as a list of one, and addresses as one text. */
export const reportFormPath = (path: string): string =>
  path === 'tag' ? 'tags' : path.replace(/^to\..*/, 'to');

/** The report that a draft describes. Throws where the draft is wrong. */
export const newReport = (draft: ReportDraft): CreateReport =>
  CreateReport.parse(settingsOf(draft));

/** The change that a draft makes to a report. Throws where the draft is wrong. */
export const reportChange = (id: string, draft: ReportDraft): UpdateReport =>
  UpdateReport.parse({ id, ...settingsOf(draft) });
