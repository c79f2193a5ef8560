import type { Change } from '../queue-ports.ts';
import type { AlertRecord } from '../records.ts';

/** What the bell says of the targets that show an alert. */
export function shownOn({ targetId, domain }: Pick<AlertRecord, 'targetId' | 'domain'>): Change[] {
  if (domain !== null) return [{ type: 'domain', id: domain }];
  return targetId === null ? [] : [{ type: 'target', id: targetId }];
}
