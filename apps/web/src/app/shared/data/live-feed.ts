import { computed, DestroyRef, effect, inject, Service, signal, untracked } from '@angular/core';
import type { LiveEvent } from '@app/domain';
import { Api } from './api';

export type Connection = 'connecting' | 'live' | 'lost';

/** Wait before a subscription that the browser gave up is opened again, in milliseconds. */
const FIRST_RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 30_000;
/** Rest of the scrolling hand after which other targets are asked for, in milliseconds. */
const PAUSE_MS = 300;

/** Targets that somebody shows; null for all. */
type Shown = () => readonly string[] | null;

/**
 * The one subscription to live events: of the targets that are shown, and of what concerns every page. It resumes after the last event it saw, and tells its
 * listeners when a lost connection is back, because the server keeps only so many events.
 */
@Service()
export class LiveFeed {
  readonly #api = inject(Api);
  readonly #connection = signal<Connection>('connecting');
  readonly #lostAt = signal<Date | null>(null);
  readonly #storeAwaySince = signal<Date | null>(null);
  readonly #listeners = new Set<(event: LiveEvent) => void>();
  readonly #catchUps = new Set<() => void>();
  readonly #watched = signal<ReadonlySet<Shown>>(new Set());
  readonly #wanted = computed(() => union([...this.#watched()].map((shown) => shown())));
  /** What the present subscription was opened for; null for all targets. */
  #subscribedTo: ReadonlySet<string> | null = new Set();
  /** Stands for the subscription that was opened last: the end of an older one is no news. */
  #newest: object | undefined;
  #change: ReturnType<typeof setTimeout> | undefined;
  #lastEventId: string | undefined;
  #retryMs = FIRST_RETRY_MS;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #subscription: { unsubscribe: () => void } | undefined;

  readonly connection = this.#connection.asReadonly();
  /** When the connection was lost: what is shown is as old as that. Null while it is there. */
  readonly lostAt = this.#lostAt.asReadonly();

  /** Since when the server's document store does not answer: nothing new comes until it does. Null while it does. */
  readonly storeAwaySince = this.#storeAwaySince.asReadonly();

  constructor() {
    this.#open();
    effect(() => {
      const wanted = this.#wanted();
      clearTimeout(this.#change);
      if (isWithin(wanted, this.#subscribedTo)) return;
      this.#change = setTimeout(() => {
        untracked(() => {
          this.#open();
        });
      }, PAUSE_MS);
    });
    inject(DestroyRef).onDestroy(() => {
      clearTimeout(this.#change);
      clearTimeout(this.#retry);
      this.#subscription?.unsubscribe();
    });
  }

  /** Hears every event until `destroyRef` is destroyed; `catchUp` runs when events may have been missed. */
  listen(
    destroyRef: DestroyRef,
    listener: (event: LiveEvent) => void,
    catchUp: () => void,
  ): void {
    this.#listeners.add(listener);
    this.#catchUps.add(catchUp);
    destroyRef.onDestroy(() => {
      this.#listeners.delete(listener);
      this.#catchUps.delete(catchUp);
    });
  }

  /** Asks for all that happens to some targets until `destroyRef` is destroyed; null asks for all of them. */
  watch(destroyRef: DestroyRef, shown: Shown): void {
    this.#watched.update((others) => new Set([...others, shown]));
    destroyRef.onDestroy(() => {
      this.#watched.update((others) => new Set([...others].filter((other) => other !== shown)));
    });
  }

  /** Opens a subscription to what is wanted now. The one before it ends when this one has begun, so that nothing is missed. */
  #open(): void {
    const wanted = this.#wanted();
    const before = this.#subscription;
    const own = {};
    this.#newest = own;
    this.#subscribedTo = wanted;
    this.#subscription = this.#api.client.live.events.subscribe(
      {
        lastEventId: this.#lastEventId,
        ...(wanted ? { targetIds: [...wanted] } : {}),
      },
      {
        onStarted: () => {
          before?.unsubscribe();
          this.#found();
        },
        onData: (tracked) => {
          this.#lastEventId = tracked.id;
          if (tracked.data.type === 'store') this.#noteStore(tracked.data.awaySince);
          if (tracked.data.type === 'reload') this.#catchUp();
          for (const listener of this.#listeners) listener(tracked.data);
        },
        onConnectionStateChange: ({ state, error }) => {
          if (this.#newest === own && state === 'connecting' && error) this.#lose();
        },
        onError: () => {
          if (this.#newest === own) this.#reopenLater();
        },
        onComplete: () => {
          if (this.#newest === own) this.#reopenLater();
        },
      },
    );
  }

  #found(): void {
    this.#retryMs = FIRST_RETRY_MS;
    const wasLost = this.#connection() === 'lost';
    this.#connection.set('live');
    this.#lostAt.set(null);
    // A server that still waits for its store says so at once.
    this.#storeAwaySince.set(null);
    if (wasLost) this.#catchUp();
  }

  #catchUp(): void {
    for (const catchUp of this.#catchUps) catchUp();
  }

  #noteStore(awaySince: Date | null): void {
    const wasAway = this.#storeAwaySince() !== null;
    this.#storeAwaySince.set(awaySince);
    if (wasAway && awaySince === null) this.#catchUp();
  }

  #lose(): void {
    if (this.#connection() === 'lost') return;
    this.#connection.set('lost');
    this.#lostAt.set(new Date());
  }

  #reopenLater(): void {
    this.#lose();
    clearTimeout(this.#retry);
    this.#retry = setTimeout(() => {
      this.#open();
    }, this.#retryMs);
    this.#retryMs = Math.min(this.#retryMs * 2, LONGEST_RETRY_MS);
  }
}

/** All that is named; null as soon as somebody wants all. */
function union(several: readonly (readonly string[] | null)[]): ReadonlySet<string> | null {
  if (several.includes(null)) return null;
  return new Set(several.flatMap((ids) => ids ?? []));
}

const isWithin = (wanted: ReadonlySet<string> | null, known: ReadonlySet<string> | null): boolean =>
  known === null || (wanted !== null && [...wanted].every((id) => known.has(id)));
