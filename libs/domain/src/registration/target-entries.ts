import type { Resolution } from '../alert/kind.ts';
import type { OutboxEntry } from '../outbox/entry.ts';

/** What follows for its domain when a target starts to be checked, or asks for another warning. */
export const watchEntries = (
  deps: { newId: () => string },
  domain: string | null,
): OutboxEntry[] => (domain === null ? [] : [{ id: deps.newId(), type: 'watch-domain', domain }]);

/** What follows for its domain when a target is checked no more, or moves to another one. */
export const leaveEntries = (
  deps: { newId: () => string },
  domain: string | null,
  cause: { resolution: Resolution; at: Date },
): OutboxEntry[] =>
  domain === null ? [] : [{ id: deps.newId(), type: 'leave-domain', domain, ...cause }];

/**
 * What follows for its domains when a target is edited. The one that it stays on is judged anew, for a threshold may
 * have changed; a paused target has let go of its domain already.
 */
export function editedDomain(
  before: string | null,
  after: string | null,
  { newId, at, isPaused }: { newId: () => string; at: Date; isPaused: boolean },
): OutboxEntry[] {
  if (isPaused) return [];
  const left = before === after ? null : before;
  return [
    ...leaveEntries({ newId }, left, { resolution: 'deleted', at }),
    ...watchEntries({ newId }, after),
  ];
}
