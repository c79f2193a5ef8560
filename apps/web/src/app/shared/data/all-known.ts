import { computed, DestroyRef, inject, type Signal, signal } from '@angular/core';
import type { LiveResource } from './live-resource';

type Reading = { readonly value: () => unknown } & Pick<LiveResource<unknown>, 'refusal'>;

/** How long what is there waits for what is late, in milliseconds. */
const PATIENCE_MS = 2_000;

/**
 * True once every reading has its answer or was refused: what is shown from then on pushes nothing aside. A reading that
 * takes too long is not waited for. Needs an injection context.
 */
export function allKnown(readings: () => readonly Reading[]): Signal<boolean> {
  const isLate = signal(false);
  const timer = setTimeout(() => {
    isLate.set(true);
  }, PATIENCE_MS);
  inject(DestroyRef).onDestroy(() => {
    clearTimeout(timer);
  });
  const isKnown = ({ value, refusal }: Reading): boolean => value() !== null || refusal() !== null;
  return computed(() => {
    const all = readings();
    return all.every(isKnown) || (isLate() && all.some(isKnown));
  });
}
