import { computed, type Signal, signal } from '@angular/core';

export interface Selection {
  /** What is chosen of the list, in its order. */
  readonly ids: Signal<readonly string[]>;
  readonly isAll: Signal<boolean>;
  isChosen: (id: string) => boolean;
  /** Chooses a row or gives it up; as a range with all rows since the last one. */
  toggle: (id: string, isRange: boolean) => void;
  chooseAll: () => void;
  clear: () => void;
}

/** Rows of a list that somebody has chosen. What is no longer listed is not chosen either. */
export function selection(listed: Signal<readonly string[]>): Selection {
  const chosen = signal<ReadonlySet<string>>(new Set());
  let anchor: string | null = null;
  const ids = computed(() => {
    const all = chosen();
    return all.size === 0 ? [] : listed().filter((id) => all.has(id));
  });
  const rangeTo = (id: string): readonly string[] => {
    const list = listed();
    const [from, to] = [list.indexOf(anchor ?? id), list.indexOf(id)];
    return from === -1 || to === -1
      ? [id]
      : list.slice(Math.min(from, to), Math.max(from, to) + 1);
  };
  return {
    ids,
    isAll: computed(() => ids().length > 0 && ids().length === listed().length),
    isChosen: (id) => chosen().has(id),
    toggle: (id, isRange) => {
      const next = new Set(ids());
      const isNow = !next.has(id);
      for (const one of isRange ? rangeTo(id) : [id]) {
        if (isNow) next.add(one);
        else next.delete(one);
      }
      anchor = id;
      chosen.set(next);
    },
    chooseAll: () => {
      chosen.set(new Set(listed()));
    },
    clear: () => {
      anchor = null;
      chosen.set(new Set());
    },
  };
}
