import { DestroyRef, inject } from '@angular/core';

/** Shortest time between two readings that live events ask for, in milliseconds. */
const WAIT_MS = 2_000;

/** An action that runs a little later, once for all who asked for it meanwhile. Needs an injection context. */
export function debounced(action: () => void): () => void {
  let pending: ReturnType<typeof setTimeout> | undefined;
  inject(DestroyRef).onDestroy(() => {
    clearTimeout(pending);
  });
  return () => {
    pending ??= setTimeout(() => {
      pending = undefined;
      action();
    }, WAIT_MS);
  };
}
