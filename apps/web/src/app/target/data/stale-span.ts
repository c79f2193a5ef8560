import type { LiveEvent, Status } from '@app/domain';
import { type Span, timesOf } from './span';

/** Of a check a long time shows less: so often is it read anew at most, as a part of it and in milliseconds. */
const PART = 1 / 1_000;
const SELDOM_MS = 600_000;

/**
 * Whether what was read of some time of a target is outdated after an event: after each check of a short time, now and then
 * of a long one, and at once after its status or an alert has changed.
 */
export function staleSpan(
  targetId: () => string,
  span: () => Span,
  now: () => number = Date.now,
): (event: LiveEvent) => boolean {
  let readAt = now();
  let status: Status | null = null;
  return (event) => {
    const { from, to } = timesOf(span(), new Date(now()));
    if (to.getTime() < now() - SELDOM_MS) return false;
    const isChange = isNews(event);
    const waitMs = Math.min((to.getTime() - from.getTime()) * PART, SELDOM_MS);
    const isDue =
      event.type === 'result' && event.targetId === targetId() && now() - readAt >= waitMs;
    if (!isChange && !isDue) return false;
    readAt = now();
    return true;
  };

  function isNews(event: LiveEvent): boolean {
    if (event.type === 'alert') return event.alert.targetId === targetId();
    if (event.type !== 'target' || event.target.id !== targetId()) return false;
    const before = status;
    status = event.target.status;
    return status === 'unknown' || (before !== null && before !== status);
  }
}
