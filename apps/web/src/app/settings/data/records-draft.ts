import { type Settings, UpdateSettings } from '@app/domain';
import type { Issue } from '../../shared/data/refusal';
import { issueWords } from '../../shared/form/issue-words';
import { schemaIssues } from '../../shared/form/schema-issues';

type Days = 'checkDays' | 'evidenceDays' | 'alertDays' | 'auditDays';

/** Time zone and days of keeping, as a form holds them. */
export type RecordsDraft = Record<Days, number | null> & { timeZone: string; archive: boolean };

export const recordsDraftOf = ({ timeZone, retention }: Settings): RecordsDraft => ({
  timeZone,
  ...retention,
});

const changeOf = ({ timeZone, ...retention }: RecordsDraft) => ({ timeZone, retention });

/** What is wrong with a draft, at the fields of the form. */
export const recordsIssues = (draft: RecordsDraft): Issue[] =>
  schemaIssues(UpdateSettings.safeParse(changeOf(draft), { error: issueWords })).map(
    ({ path, message }) => ({ path: toRecordsPath(path), message }),
  );

/** Where the form shows a field of the contract. */
export const toRecordsPath = (path: string): string => path.replace(/^retention\./, '');

/** The change that a draft without issues asks for. */
export const recordsChange = (draft: RecordsDraft): UpdateSettings =>
  UpdateSettings.parse(changeOf(draft));
