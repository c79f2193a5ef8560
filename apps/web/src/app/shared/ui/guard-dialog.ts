import { DestroyRef, inject, type Signal, signal } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import type { MatDialogRef } from '@angular/material/dialog';

/** Asks before a dialog is closed by the Escape key, or by a click beside it, whose edits would be lost. */
interface DialogGuard {
  /** Somebody has tried to close it. */
  readonly isAsking: Signal<boolean>;
  /** Goes on with the edits. */
  keep: () => void;
}

/** What a dialog holds. */
interface Held {
  hasEdits: () => boolean;
  /** What is being sent keeps its dialog open. */
  isSending: () => boolean;
}

/** Needs an injection context. */
export function guardDialog(
  ref: MatDialogRef<unknown, unknown>,
  { hasEdits, isSending }: Held,
): DialogGuard {
  const isAsking = signal(false);
  const destroyRef = inject(DestroyRef);
  const leave = (): void => {
    if (isSending()) return;
    if (hasEdits()) isAsking.set(true);
    else ref.close();
  };
  ref.disableClose = true;
  ref.backdropClick().pipe(takeUntilDestroyed(destroyRef)).subscribe(leave);
  ref
    .keydownEvents()
    .pipe(takeUntilDestroyed(destroyRef))
    .subscribe((event) => {
      if (event.key !== 'Escape') return;
      event.preventDefault();
      leave();
    });
  return {
    isAsking: isAsking.asReadonly(),
    keep: () => {
      isAsking.set(false);
    },
  };
}
