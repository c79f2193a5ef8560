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
  const { number, at, actor, action, subject, before, after, cut } = entry;
  const fields = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})]);
  return {
    number,
    at,
    who: actor.principal ?? actor.address,
    action: auditWords.action(action),
    subject: subject?.name ?? subject?.id ?? '',
    targetId: subject?.kind === 'target' && after !== null ? subject.id : null,
    outcome: auditWords.outcomes[entry.outcome],
    changes: [...fields].map((field) => ({
      field,
      before: shown(before?.[field]),
      after: shown(after?.[field]),
    })),
    cut,
  };
}

function shown(value: unknown): string {
  if (value === undefined || value === null || value === '') return sharedWords.none;
  return typeof value === 'string' ? value : JSON.stringify(value);
}
