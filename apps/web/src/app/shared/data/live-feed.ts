import { DestroyRef, inject, Service, signal } from '@angular/core';
import type { LiveEvent } from '@app/domain';
import { Api } from './api';

export type Connection = 'connecting' | 'live' | 'lost';

/** Wait before a subscription that the browser gave up is opened again, in milliseconds. */
const FIRST_RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 30_000;

/**
 * The one subscription to live events. It resumes after the last event it saw, and tells its
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
    inject(DestroyRef).onDestroy(() => {
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

  #open(): void {
    this.#subscription = this.#api.client.live.events.subscribe(
      { lastEventId: this.#lastEventId },
      {
        onStarted: () => {
          this.#found();
        },
        onData: (tracked) => {
          this.#lastEventId = tracked.id;
          if (tracked.data.type === 'store') this.#noteStore(tracked.data.awaySince);
          for (const listener of this.#listeners) listener(tracked.data);
        },
        onConnectionStateChange: ({ state, error }) => {
          if (state === 'connecting' && error) this.#lose();
        },
        onError: () => {
          this.#reopenLater();
        },
        onComplete: () => {
          this.#reopenLater();
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
    if (wasLost) for (const catchUp of this.#catchUps) catchUp();
  }

  #noteStore(awaySince: Date | null): void {
    const wasAway = this.#storeAwaySince() !== null;
    this.#storeAwaySince.set(awaySince);
    if (wasAway && awaySince === null) for (const catchUp of this.#catchUps) catchUp();
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
