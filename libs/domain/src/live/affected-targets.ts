import type { AlertRecord } from '../alert/record.ts';
import type { Change } from './change.ts';

/** Changes of the targets that show an alert. */
export function affectedTargets({
  targetId,
  domain,
}: Pick<AlertRecord, 'targetId' | 'domain'>): Change[] {
  if (domain !== null) return [{ type: 'domain', id: domain }];
  return targetId === null ? [] : [{ type: 'target', id: targetId }];
}
