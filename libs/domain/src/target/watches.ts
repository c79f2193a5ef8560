import type { Resolution } from '../alert/kind.ts';
import {
  editedWatch,
  refreshedWatch,
  resumedWatch,
  soonWatch,
  startedWatch,
  stoppedWatch,
  watchUpTo,
} from '../check-kind/watch-life.ts';
import type { Judged, NoReading, WatchKind } from '../check-kind/watch-kind.ts';
import type { WatchState } from '../check/watch.ts';
import { WATCH_KINDS } from './kind-of-check.ts';

/** Names of the kinds of checks that targets have beside the one of their status; what each knows is stored under its name. */
export type WatchName = keyof typeof WATCH_KINDS;

type StateOf<Kind extends WatchKind> = ReturnType<Kind['overPause']>;

type Kinds = typeof WATCH_KINDS;

/** The probe of a kind. Failures are values; it rejects only with the reason of the signal. */
export type WatchProbe<Name extends WatchName> = (
  request: ReturnType<Kinds[Name]['request']>,
  options: { signal?: AbortSignal },
) => Promise<Parameters<Kinds[Name]['judge']>[1] | NoReading>;

/** What each of them knows of a target, by the name of the kind; null where there is nothing to check. */
export type Watches = {
  [Name in WatchName]: StateOf<Kinds[Name]> | null;
};

const KINDS: readonly WatchKind[] = Object.values(WATCH_KINDS);

type Change = (kind: WatchKind, watch: WatchState | null) => Judged<WatchState | null>;

function changed(before: Partial<Watches>, change: Change): Judged<Watches> {
  const watches: Readonly<Record<string, WatchState | null>> = before;
  const all = KINDS.map((kind) => [kind.name, change(kind, watches[kind.name] ?? null)] as const);
  return {
    state: Object.fromEntries(all.map(([name, { state }]) => [name, state])) as Watches,
    effects: all.flatMap(([, { effects }]) => effects),
  };
}

const quietly =
  (change: (kind: WatchKind, watch: WatchState | null) => WatchState | null): Change =>
  (kind, watch) => ({ state: change(kind, watch), effects: [] });

/** The watches of a new target: each check is made at once. */
export const startedWatches = (url: string, now: Date): Watches =>
  changed(
    {},
    quietly((kind) => startedWatch(kind, url, now)),
  ).state;

/** The watches of a target that an older version stored, with those that it lacks. */
export const backfilledWatches = (
  target: Watches & { url: string },
  { now, isPaused }: { now: Date; isPaused: boolean },
): Watches =>
  changed(
    target,
    quietly((kind, watch) => {
      const known = watch ?? startedWatch(kind, target.url, now);
      return known && isPaused ? { ...known, dueAt: null } : known;
    }),
  ).state;

/** The watches of a target that goes on after a pause. */
export const resumedWatches = (watches: Watches, now: Date): Watches =>
  changed(
    watches,
    quietly((_, watch) => resumedWatch(watch, now)),
  ).state;

/** The watches with checks that are due at once; those under way are dropped, for they ask an old question. */
export const refreshedWatches = (watches: Watches, now: Date): Watches =>
  changed(
    watches,
    quietly((_, watch) => refreshedWatch(watch, now)),
  ).state;

/** The watches with checks that are due at once, but for those under way: these answer the wish for it. */
export const soonWatches = (watches: Watches, now: Date): Watches =>
  changed(
    watches,
    quietly((_, watch) => soonWatch(watch, now)),
  ).state;

/** The watches of a target that is paused or removed: nothing is due, their alerts end. */
export const stoppedWatches = (
  watches: Watches,
  cause: { newId: () => string; at: Date; resolution: Resolution },
): Judged<Watches> => changed(watches, (kind, watch) => stoppedWatch(kind, watch, cause));

/** The watches of a target whose url changes. */
export const editedWatches = (
  target: Watches & { url: string },
  to: string,
  cause: { newId: () => string; at: Date; isPaused: boolean },
): Judged<Watches> =>
  changed(target, (kind, watch) => editedWatch(kind, { watch, from: target.url, to }, cause));

/** The watches without times after `now`, which a clock that was ahead has left. */
export const watchesUpTo = (watches: Watches, now: Date): Watches =>
  changed(
    watches,
    quietly((kind, watch) => watchUpTo(kind, watch, now)),
  ).state;
