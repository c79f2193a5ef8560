import {
  afterNextRender,
  computed,
  DestroyRef,
  inject,
  linkedSignal,
  resource,
  type Signal,
  signal,
  type WritableSignal,
} from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { NavigationStart, Router } from '@angular/router';
import type { LiveEvent, Target } from '@app/domain';
import { Api } from '../../shared/data/api';
import { LiveFeed } from '../../shared/data/live-feed';
import { asRefusal, type Refusal } from '../../shared/data/refusal';
import { StatusCounts } from '../../shared/data/status-counts';
import { isSameQuery, type TargetQuery, toInput } from './filter';
import { ListMemory } from './list-memory';
import { type TargetRow, targetRows } from './target-rows';

/** Rows of the first answer: more than a window shows. */
const FIRST = 30;
/** Longest list that is read again whenever its order may have changed, and how soon, in milliseconds. */
const SMALL = 500;
const SOON_MS = 1_500;
const LATER_MS = 20_000;
/** How far a page may be scrolled and still be at its top, in pixels. */
const NEAR_TOP_PX = 80;
/** Rows are told of in blocks, so that not every turn of the wheel asks the server. */
const BLOCK = 25;

export interface Range {
  start: number;
  end: number;
}

export interface TargetList {
  /** Ids of all targets that match, in their order; null until the first answer. */
  readonly value: WritableSignal<readonly string[] | null>;
  readonly refusal: Signal<Refusal | null>;
  /** The order that is shown is an old one, and waits until nobody reads it. */
  readonly isWaiting: Signal<boolean>;
  rowOf: (id: string) => TargetRow;
  /** Says which part of the list is in sight. */
  show: (range: Range) => void;
  /** While held, rows keep their places. */
  hold: (isHeld: boolean) => void;
  reload: () => void;
  /** Takes a target out that the user has removed. */
  drop: (id: string) => void;
  /** Takes over what an action has changed. */
  put: (target: Target) => void;
}

/**
 * The targets that a query finds. Rows change in place at once; the list itself, its order and its length, changes
 * only while nobody reads it: at the top of the page, and with no pointer over it. Needs an injection context.
 */
export function targetList(query: Signal<TargetQuery>): TargetList {
  const api = inject(Api);
  const counts = inject(StatusCounts);
  const memory = inject(ListMemory);
  const destroyRef = inject(DestroyRef);
  const feed = inject(LiveFeed);
  const router = inject(Router);
  const isBack = router.currentNavigation()?.trigger === 'popstate';
  const remembered = isBack ? memory.recall(query()) : null;

  const range = signal<Range>({ start: 0, end: FIRST });
  const isWaiting = signal(false);
  let isOutdated = false;
  /** The list as it was left is shown again before anything is read. */
  const isRecalled = signal(remembered !== null);
  let isHeld = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const current = computed(query, { equal: isSameQuery });
  const first = resource({
    params: () =>
      isRecalled() && remembered && isSameQuery(remembered.query, current())
        ? undefined
        : { query: current() },
    loader: async ({ params, abortSignal }) => {
      const input = { ...toInput(params.query), limit: FIRST };
      const page = await api.client.targets.list.query(input, { signal: abortSignal });
      isOutdated = false;
      isWaiting.set(false);
      rows.put(page.items);
      counts.seed(page.counts);
      const ids = page.items.map(({ id }) => id);
      return { query: params.query, ids, isWhole: page.nextCursor === null };
    },
  });
  const head = computed(() => (first.hasValue() ? first.value() : undefined));
  const whole = resource({
    params: () => (head()?.isWhole === false ? { head: head() } : undefined),
    loader: async ({ params, abortSignal }) => {
      const input = toInput(params.head?.query ?? current());
      const { ids } = await api.client.targets.order.query(input, { signal: abortSignal });
      return { head: params.head, ids };
    },
  });
  const tail = computed(() => (whole.hasValue() ? whole.value() : undefined));

  const value = linkedSignal<Parts, readonly string[] | null>({
    source: () => ({ head: head(), tail: tail() }),
    computation: (parts, before) => joined(parts, before) ?? remembered?.order ?? null,
  });
  const shown = computed(() => {
    const { start, end } = range();
    const from = Math.floor(start / BLOCK) * BLOCK;
    return value()?.slice(from, Math.ceil(end / BLOCK) * BLOCK) ?? [];
  });
  const rows = targetRows(shown, remembered?.rows);
  feed.watch(destroyRef, shown);

  const reload = (): void => {
    isRecalled.set(false);
    clearTimeout(timer);
    timer = undefined;
    first.reload();
  };
  const mayMove = (): boolean => !isHeld && scrollY < NEAR_TOP_PX;
  const settle = (): void => {
    timer = undefined;
    if (!isOutdated) return;
    if (mayMove()) reload();
    else isWaiting.set(true);
  };
  const settleNow = (): void => {
    if (isOutdated && timer === undefined && mayMove()) reload();
  };
  const note = (): void => {
    isOutdated = true;
    const isSmall = (value()?.length ?? 0) <= SMALL;
    timer ??= setTimeout(settle, isSmall ? SOON_MS : LATER_MS);
  };
  const applyEvent = (event: LiveEvent): void => {
    if (event.type === 'removed') {
      if (!value()?.includes(event.targetId)) return;
      rows.remove(event.targetId);
      note();
    }
    if (event.type === 'rules') rows.readAgain();
    if (event.type === 'status') {
      if (rows.rowOf(event.targetId).target()?.status !== event.status) note();
    }
    if (event.type === 'target') {
      const before = rows.rowOf(event.target.id).target();
      rows.put([event.target]);
      if (!before || isMoved(before, event.target)) note();
    }
  };
  feed.listen(destroyRef, applyEvent, () => {
    rows.readAgain();
    if (mayMove()) reload();
    else note();
  });

  if (remembered) {
    note();
    afterNextRender(() => {
      memory.scrollBack();
    });
  }
  router.events.pipe(takeUntilDestroyed(destroyRef)).subscribe((event) => {
    if (event instanceof NavigationStart) memory.mark();
  });
  destroyRef.onDestroy(() => {
    clearTimeout(timer);
    const order = value();
    if (order) memory.keep({ query: current(), order, rows: rows.known });
  });

  return {
    value,
    refusal: computed(() => {
      const error = first.error() ?? whole.error();
      return error ? asRefusal(error) : null;
    }),
    isWaiting: isWaiting.asReadonly(),
    rowOf: rows.rowOf,
    show: (next) => {
      range.set(next);
      settleNow();
    },
    hold: (isNowHeld) => {
      isHeld = isNowHeld;
      settleNow();
    },
    reload,
    drop: (id) => {
      value.update((ids) => ids?.filter((known) => known !== id) ?? null);
    },
    put: (target) => {
      rows.put([target]);
    },
  };
}

interface Head {
  query: TargetQuery;
  ids: string[];
  isWhole: boolean;
}

interface Parts {
  head: Head | undefined;
  tail: { head: Head | undefined; ids: string[] } | undefined;
}

/** The list as far as it is known: until all of it is there, the old one stands behind the newly read beginning. */
function joined(
  { head, tail }: Parts,
  before?: { source: Parts; value: readonly string[] | null },
): readonly string[] | null {
  if (!head) return before?.value ?? null;
  if (head.isWhole) return head.ids;
  if (tail?.head === head) return tail.ids;
  const isSame = before?.source.head === undefined || isSameQuery(before.source.head.query, head.query);
  const lead = new Set(head.ids);
  return [...head.ids, ...((isSame ? before?.value : null) ?? []).filter((id) => !lead.has(id))];
}

/** True where a change may put a target elsewhere, or out of the list. */
const isMoved = (before: Target, after: Target): boolean =>
  before.status !== after.status ||
  before.name !== after.name ||
  before.url !== after.url ||
  before.tags.join() !== after.tags.join();
