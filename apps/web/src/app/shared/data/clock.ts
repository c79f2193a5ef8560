import { computed, DestroyRef, inject, Service, signal } from '@angular/core';

const floorTo = (at: Date, seconds: number): Date =>
  new Date(Math.floor(at.getTime() / (seconds * 1_000)) * seconds * 1_000);

/** The present, as signals: lists that show many times follow the coarse one. */
@Service()
export class Clock {
  readonly #now = signal(new Date());

  /** Ticks every second. */
  readonly now = this.#now.asReadonly();

  /** Ticks every ten seconds. */
  readonly coarse = computed(() => floorTo(this.#now(), 10), {
    equal: (a, b) => a.getTime() === b.getTime(),
  });

  constructor() {
    const timer = setInterval(() => {
      this.#now.set(new Date());
    }, 1_000);
    inject(DestroyRef).onDestroy(() => {
      clearInterval(timer);
    });
  }
}
