import type { Status } from '../check/status.ts';
import type { LiveEvent } from './schema.ts';

/** A status that is not older than this is news, though nobody knows the one before, in milliseconds. */
const NEWS_MS = 60_000;

/** What the targets of events were like when they were told last; grows with what is told. */
export class KnownStatuses {
  readonly #statuses = new Map<string, Status>();

  /** Takes note of events. Returns the ids of targets whose status is another one than it was. */
  note(events: readonly LiveEvent[], now: Date): Set<string> {
    const changed = new Set<string>();
    for (const event of events) {
      if (event.type === 'removed') this.#statuses.delete(event.targetId);
      if (event.type !== 'target') continue;
      const { id, status, statusSince } = event.target;
      const before = this.#statuses.get(id);
      const isNews = before === undefined && now.getTime() - statusSince.getTime() < NEWS_MS;
      if (isNews || (before !== undefined && before !== status)) changed.add(id);
      this.#statuses.set(id, status);
    }
    return changed;
  }
}

/**
 * An event for a page that shows some targets: of all others it is told only when their status has changed, in few
 * words, because that moves counts and lists. Null for what does not concern it.
 *
 * @param changed ids of targets whose status has changed
 */
export function narrowEvent(
  event: LiveEvent,
  shown: ReadonlySet<string>,
  changed: ReadonlySet<string>,
): LiveEvent | null {
  if (event.type === 'result') return shown.has(event.targetId) ? event : null;
  if (event.type !== 'target' || shown.has(event.target.id)) return event;
  const { id, status } = event.target;
  return changed.has(id) ? { type: 'status', targetId: id, status } : null;
}
