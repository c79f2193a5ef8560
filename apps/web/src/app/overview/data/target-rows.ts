import { DestroyRef, effect, inject, type Signal, signal, type WritableSignal } from '@angular/core';
import type { Target } from '@app/domain';
import { Api } from '../../shared/data/api';
import { StatusCounts } from '../../shared/data/status-counts';

/** What is known of one target of the list. */
export interface TargetRow {
  /** Null while it is being read. */
  readonly target: Signal<Target | null>;
  /** It was removed; its row stays where it is until the list is read again. */
  readonly isGone: Signal<boolean>;
}

interface OwnRow {
  readonly target: WritableSignal<Target | null>;
  readonly isGone: WritableSignal<boolean>;
}

/** Rows that are read with one request. */
const MOST_AT_ONCE = 100;
/** Rest of the scrolling hand after which rows are read, in milliseconds. */
const PAUSE_MS = 80;

export type TargetRows = ReturnType<typeof targetRows>;

/**
 * What is known of the targets of a list. Those that are shown are read when they come into sight and are kept up to
 * date by live events; what went out of sight is read again when it is back. Needs an injection context.
 *
 * @param shown ids of the rows that are in sight or near it
 */
export function targetRows(shown: Signal<readonly string[]>, known = new Map<string, OwnRow>()) {
  const api = inject(Api);
  const counts = inject(StatusCounts);
  /** Rows that live events keep up to date since they were read. */
  let fresh = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  inject(DestroyRef).onDestroy(() => {
    clearTimeout(timer);
  });

  const rowOf = (id: string): OwnRow => {
    const row = known.get(id) ?? { target: signal(null), isGone: signal(false) };
    known.set(id, row);
    return row;
  };
  const put = (targets: readonly Target[]): void => {
    for (const target of targets) {
      rowOf(target.id).target.set(target);
      fresh.add(target.id);
    }
    counts.know(targets);
  };
  const read = async (): Promise<void> => {
    const wanted = shown()
      .filter((id) => !fresh.has(id))
      .slice(0, MOST_AT_ONCE);
    if (wanted.length === 0) return;
    for (const id of wanted) fresh.add(id);
    try {
      const { items } = await api.client.targets.many.query({ ids: wanted });
      put(items);
      const there = new Set(items.map(({ id }) => id));
      for (const id of wanted) if (!there.has(id)) rowOf(id).isGone.set(true);
    } catch {
      // The bar says that the connection is lost; the rows are read when it is back.
      for (const id of wanted) fresh.delete(id);
      return;
    }
    await read();
  };
  effect(() => {
    const ids = new Set(shown());
    fresh = new Set([...fresh].filter((id) => ids.has(id)));
    if (ids.size === fresh.size) return;
    clearTimeout(timer);
    timer = setTimeout(() => void read(), PAUSE_MS);
  });

  return {
    known,
    rowOf: (id: string): TargetRow => rowOf(id),
    /** Takes over what was read elsewhere. */
    put,
    /** Marks the row of a target that is no longer there. */
    remove: (id: string): void => {
      rowOf(id).isGone.set(true);
    },
    /** Reads everything in sight again: events were missed. */
    readAgain: (): void => {
      fresh.clear();
      void read();
    },
  };
}
