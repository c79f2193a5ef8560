import type { Resolution } from '../alert/kind.ts';
import { endEntries } from '../outbox/end-entries.ts';
import { earlier, upTo } from '../common/up-to.ts';
import type { WatchState } from '../check/watch.ts';
import type { Judged, WatchKind } from './watch-kind.ts';

interface Cause {
  newId: () => string;
  at: Date;
}

/** The watch of a new target, with a first check at once. Null where there is nothing to check. */
export const startedWatch = (kind: WatchKind, url: string, now: Date): WatchState | null =>
  kind.appliesTo(url) ? { ...kind.start(), dueAt: now, lease: null, trouble: null } : null;

/** The watch of a target that goes on after a pause: what is known stays, and what people were told of it. */
export const resumedWatch = (watch: WatchState | null, now: Date): WatchState | null =>
  watch && { ...watch, dueAt: now, lease: null };

/** The watch with a check that is due at once; one that runs is dropped, for it asks an old question. */
export const refreshedWatch = (watch: WatchState | null, now: Date): WatchState | null =>
  watch?.dueAt ? { ...watch, dueAt: now, lease: null } : watch;

/** The watch with a check that is due at once, unless one is under way: that one answers the wish for it. */
export const soonWatch = (watch: WatchState | null, now: Date): WatchState | null =>
  watch?.lease && watch.lease.until > now ? watch : refreshedWatch(watch, now);

/** The watch of a target that is paused or removed: nothing is due, its alerts end. */
export function stoppedWatch(
  kind: WatchKind,
  watch: WatchState | null,
  { newId, at, resolution }: Cause & { resolution: Resolution },
): Judged<WatchState | null> {
  if (!watch) return { state: null, effects: [] };
  const alertIds = [...kind.alertIds(watch), watch.trouble?.alertId ?? []].flat();
  return {
    state: { ...kind.overPause(watch, resolution), dueAt: null, lease: null, trouble: null },
    effects: endEntries({ newId }, alertIds, { resolution, at }),
  };
}

/**
 * The watch of a target whose url changes. Another host or port is another thing: what was known is forgotten, and
 * alerts of the old address end. Else the check is made again, for a threshold may have changed.
 */
export function editedWatch(
  kind: WatchKind,
  { watch, from, to }: { watch: WatchState | null; from: string; to: string },
  { newId, at, isPaused }: Cause & { isPaused: boolean },
): Judged<WatchState | null> {
  if (new URL(from).origin === new URL(to).origin) {
    return { state: refreshedWatch(watch, at), effects: [] };
  }
  const { effects } = stoppedWatch(kind, watch, { newId, at, resolution: 'deleted' });
  const started = startedWatch(kind, to, at);
  return { state: started && isPaused ? { ...started, dueAt: null } : started, effects };
}

/** The watch without times after `now`. A check too many is better than none for as long as the clock was ahead. */
export function watchUpTo(kind: WatchKind, watch: WatchState | null, now: Date): WatchState | null {
  if (!watch) return null;
  const { dueAt, trouble } = watch;
  return {
    ...kind.upTo(watch, now),
    dueAt: upTo(dueAt, now),
    lease: null,
    trouble: trouble && {
      ...trouble,
      since: earlier(trouble.since, now),
      at: earlier(trouble.at, now),
    },
  };
}
