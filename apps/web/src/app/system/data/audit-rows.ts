import type { AuditEntry } from '@app/domain/audit';
import { auditWords } from '../../shared/words/audit';
import { sharedWords } from '../../shared/words/shared';

/** An entry of the audit log as a line of the page. */
export interface AuditRow {
  readonly number: number;
  readonly at: Date;
  readonly who: string;
  readonly action: string;
  /** What it was about; empty where there is nothing to name. */
  readonly subject: string;
  /** The target that it was about; null for anything else, and for one that was removed. */
  readonly targetId: string | null;
  /** Empty for what was done. */
  readonly outcome: string;
  readonly changes: readonly { field: string; before: string; after: string }[];
  readonly cut: boolean;
}

export function auditRow(entry: AuditEntry): AuditRow {
  const { number, at, actor, action, before, after, cut } = entry;
  const fields = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})]);
  return {
    number,
    at,
    who: actor.principal ?? actor.address,
    action: auditWords.action(action),
    ...aboutOf(entry),
    outcome: auditWords.outcomes[entry.outcome],
    changes: [...fields].map((field) => ({
      field,
      before: shown(before?.[field]),
      after: shown(after?.[field]),
    })),
    cut,
  };
}

/** Mutes and messages have no name of their own, and their ids say nothing to people. */
function aboutOf({ subject, before, after }: AuditEntry): Pick<AuditRow, 'subject' | 'targetId'> {
  if (subject?.kind === 'delivery') return { subject: '', targetId: null };
  const facts = after ?? before;
  if (subject?.kind !== 'mute' || !facts) {
    const isThere = subject?.kind === 'target' && after !== null;
    return { subject: subject?.name ?? subject?.id ?? '', targetId: isThere ? subject.id : null };
  }
  const { tag, targetId } = facts;
  if (typeof targetId === 'string') return { subject: auditWords.oneTarget, targetId };
  return { subject: typeof tag === 'string' ? tag : auditWords.everything, targetId: null };
}

function shown(value: unknown): string {
  if (value === undefined || value === null || value === '') return sharedWords.none;
  return typeof value === 'string' ? value : JSON.stringify(value);
}
