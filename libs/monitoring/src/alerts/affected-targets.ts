import type { AlertRecord } from '@app/domain';
import type { Change } from '../ports/change-events.ts';

/** Changes of the targets that show an alert. */
export function affectedTargets({
  targetId,
  domain,
}: Pick<AlertRecord, 'targetId' | 'domain'>): Change[] {
  if (domain !== null) return [{ type: 'domain', id: domain }];
  return targetId === null ? [] : [{ type: 'target', id: targetId }];
}
