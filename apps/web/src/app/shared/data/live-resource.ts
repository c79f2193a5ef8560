import {
  computed,
  DestroyRef,
  inject,
  linkedSignal,
  resource,
  signal,
  type Signal,
  type WritableSignal,
} from '@angular/core';
import type { LiveEvent } from '@app/domain';
import { LiveFeed } from './live-feed';
import { asRefusal, type Refusal } from './refusal';

export interface LiveResourceOptions<P, T> {
  /** What is asked for; a change throws the old answer away. */
  params: () => P;
  load: (params: P, signal: AbortSignal) => Promise<T>;
  /** What is known of it already: it is read only once that is outdated. */
  known?: (params: P) => T | undefined;
  /** The answer after an event; the same object when the event does not concern it. */
  applyEvent?: (value: T, event: LiveEvent, params: P) => T;
  /** True for events after which the answer has to be read anew. */
  isStale?: (event: LiveEvent, params: P) => boolean;
}

export interface LiveResource<T> {
  /** Null until the first answer; a failed reading leaves the last one standing. */
  readonly value: WritableSignal<T | null>;
  readonly refusal: Signal<Refusal | null>;
  reload: () => void;
}

/** A read of the server that live events keep up to date. Needs an injection context. */
export function liveResource<P, T extends object>(options: LiveResourceOptions<P, T>): LiveResource<T> {
  const { params, load, known: knownOf, applyEvent: hear, isStale } = options;
  /** Somebody wants to know more than is known already. */
  const isAsked = signal(false);
  const current = computed(params);
  const read = resource({
    params: () => {
      const asked = current();
      return !isAsked() && knownOf?.(asked) ? undefined : { params: asked };
    },
    loader: ({ params: asked, abortSignal }) => load(asked.params, abortSignal),
  });
  const value = linkedSignal<{ params: P; answer: T | undefined }, T | null>({
    source: () => ({ params: current(), answer: read.hasValue() ? read.value() : undefined }),
    computation: ({ params: asked, answer }, before) =>
      answer ??
      (before && before.source.params === asked ? before.value : (knownOf?.(asked) ?? null)),
  });
  const reload = (): void => {
    isAsked.set(true);
    read.reload();
  };
  inject(LiveFeed).listen(
    inject(DestroyRef),
    (event) => {
      if (isStale?.(event, current())) reload();
      const known = value();
      if (hear && known) value.set(hear(known, event, current()));
    },
    reload,
  );
  const refusal = computed(() => {
    const error = read.error();
    return error ? asRefusal(error) : null;
  });
  return { value, refusal, reload };
}
