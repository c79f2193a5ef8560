import type { ComponentType } from '@angular/cdk/portal';
import { inject, Service } from '@angular/core';
import { MatDialog, type MatDialogRef } from '@angular/material/dialog';
import { firstValueFrom } from 'rxjs';
import { ConfirmRemoval, type Removal } from '../ui/confirm-removal';

/** A dialog that is opened with `D` and closes with `A`. */
interface Asking<D, A> {
  readonly data: D;
  readonly ref: MatDialogRef<unknown, A>;
}

/** Opens dialogs and waits for what people answer. */
@Service()
export class Dialogs {
  readonly #dialog = inject(MatDialog);

  /** What the dialog closes with; null when it was left. */
  async ask<D, A>(dialog: ComponentType<Asking<D, A>>, data: D, width: string): Promise<A | null> {
    return answerOf(this.#dialog.open<Asking<D, A>, D, A>(dialog, { data, width }));
  }

  async mayRemove(removal: Removal): Promise<boolean> {
    const options = { data: removal, maxWidth: 480 };
    const answer = await answerOf(
      this.#dialog.open<ConfirmRemoval, Removal, boolean>(ConfirmRemoval, options),
    );
    return answer ?? false;
  }
}

const answerOf = async <A>(dialog: MatDialogRef<unknown, A>): Promise<A | null> =>
  (await firstValueFrom(dialog.afterClosed())) ?? null;
