import { inject, Service } from '@angular/core';
import type { PreloadingStrategy, Route } from '@angular/router';
import { defer, EMPTY, type Observable, switchMap, timer } from 'rxjs';
import { Dialogs } from '../shared/actions/dialogs';

/** The first page has everything by then, also on a slow line, in milliseconds. */
const AFTER_MS = 5_000;

/** Loads the other pages, and what asks questions, while nothing happens: a click then needs no server. */
@Service()
export class IdlePages implements PreloadingStrategy {
  readonly #dialogs = inject(Dialogs);
  #isPrepared = false;

  preload(_: Route, load: () => Observable<unknown>): Observable<unknown> {
    return timer(AFTER_MS).pipe(
      switchMap(() => {
        this.#prepare();
        return defer(load);
      }),
    );
  }

  #prepare(): void {
    if (this.#isPrepared) return;
    this.#isPrepared = true;
    this.#dialogs.prepare().catch(() => EMPTY);
  }
}
