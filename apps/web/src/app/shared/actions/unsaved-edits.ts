import { DestroyRef, DOCUMENT, inject, type Signal } from '@angular/core';
import type { CanDeactivateFn } from '@angular/router';
import { Dialogs } from './dialogs';
import { formWords } from '../words/form';

/** A page that holds what somebody has typed and not sent. */
export interface HoldsEdits {
  readonly hasEdits: Signal<boolean>;
}

/** Asks before a page is left whose edits would be lost. */
export const askBeforeLeaving: CanDeactivateFn<HoldsEdits> = ({ hasEdits }) =>
  !hasEdits() ||
  inject(Dialogs).mayRemove({
    title: formWords.leaveTitle,
    text: formWords.leaveText,
    verb: formWords.leave,
  });

/** Lets the browser ask before the tab is closed or loaded anew. Needs an injection context. */
export function guardTab(hasEdits: Signal<boolean>): void {
  const view = inject(DOCUMENT).defaultView;
  const ask = (event: BeforeUnloadEvent): void => {
    if (hasEdits()) event.preventDefault();
  };
  view?.addEventListener('beforeunload', ask);
  inject(DestroyRef).onDestroy(() => {
    view?.removeEventListener('beforeunload', ask);
  });
}
