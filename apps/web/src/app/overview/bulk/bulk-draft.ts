import { type BulkAction, BulkChange } from '@app/domain';
import type { Issue } from '../../shared/data/refusal';
import { issueWords } from '../../shared/form/issue-words';
import { schemaIssues } from '../../shared/form/schema-issues';
import { endOfMute, muteDraft, type MuteDraft } from '../../shared/silences/mute-draft';
import { type BulkKind, bulkWords } from '../../shared/words/bulk';
import { formWords } from '../../shared/words/form';
import { silenceWords } from '../../shared/words/silence';

/** What is to be changed, as a form holds it; what is empty stays as it is. */
export interface BulkDraft {
  addTags: string[];
  removeTags: string[];
  /** In seconds; 0: as it is. */
  intervalSeconds: number;
  channels: 'same' | 'rules' | 'own';
  channelIds: string[];
  slow: 'same' | 'none' | 'from';
  slowMs: number | null;
  failuresToDown: number | null;
  successesToUp: number | null;
  certificateDays: number | null;
  domainDays: number | null;
  length: MuteDraft['length'];
  until: string;
}

export const blankBulk = (now: Date): BulkDraft => ({
  addTags: [],
  removeTags: [],
  intervalSeconds: 0,
  channels: 'same',
  channelIds: [],
  slow: 'same',
  slowMs: null,
  failuresToDown: null,
  successesToUp: null,
  certificateDays: null,
  domainDays: null,
  length: 'hour',
  until: muteDraft({}, now).until,
});

const given = <T>(value: T | null): T | undefined => value ?? undefined;

function changeOf(draft: BulkDraft): Record<string, unknown> {
  const { addTags, removeTags, intervalSeconds, channels, channelIds, slow, slowMs } = draft;
  const thresholds = defined({
    failuresToDown: given(draft.failuresToDown),
    successesToUp: given(draft.successesToUp),
    certificateDays: given(draft.certificateDays),
    domainDays: given(draft.domainDays),
    slowMs: slow === 'same' ? undefined : slow === 'none' ? null : slowMs,
  });
  return defined({
    addTags: addTags.length === 0 ? undefined : addTags,
    removeTags: removeTags.length === 0 ? undefined : removeTags,
    intervalSeconds: intervalSeconds === 0 ? undefined : intervalSeconds,
    thresholds: Object.keys(thresholds).length === 0 ? undefined : thresholds,
    alerting:
      channels === 'same' ? undefined : { channelIds: channels === 'rules' ? null : channelIds },
  });
}

const defined = (fields: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));

/** What is wrong with a draft. */
export function bulkIssues(kind: BulkKind, draft: BulkDraft, now: Date): Issue[] {
  if (kind === 'mute') {
    const until = endOfMute({ ...muteDraft({}, now), ...draft }, now);
    return until && until > now ? [] : [{ path: 'until', message: silenceWords.pastMissing }];
  }
  if (kind !== 'change') return [];
  const change = changeOf(draft);
  if (Object.keys(change).length === 0) return [{ path: '', message: bulkWords.nothingChosen }];
  if (draft.slow === 'from' && draft.slowMs === null) {
    return [{ path: 'slowMs', message: formWords.number }];
  }
  return schemaIssues(BulkChange.safeParse(change, { error: issueWords }));
}

/** What a draft without issues does to each target; null for what has no action of its own. */
export function actionOf(kind: BulkKind, draft: BulkDraft, now: Date): BulkAction | null {
  switch (kind) {
    case 'check':
    case 'pause':
    case 'resume':
    case 'remove':
      return { do: kind };
    case 'mute': {
      const mutedUntil = endOfMute({ ...muteDraft({}, now), ...draft }, now);
      return { do: 'change', change: { alerting: { mutedUntil } } };
    }
    case 'change':
      return { do: 'change', change: BulkChange.parse(changeOf(draft)) };
    case 'maintain':
      return null;
  }
}
