import type { ComponentType } from '@angular/cdk/portal';
import { inject, Injector, PendingTasks, Service } from '@angular/core';
import type { MatDialog, MatDialogRef } from '@angular/material/dialog';
import { firstValueFrom } from 'rxjs';
import type { ConfirmRemoval, Removal } from '../ui/confirm-removal';

/** A dialog that is opened with `D` and closes with `A`. */
interface Asking<D, A> {
  readonly data: D;
  readonly ref: MatDialogRef<unknown, A>;
}

/** Opens dialogs, whose code comes with the first one, and waits for what people answer. */
@Service()
export class Dialogs {
  readonly #injector = inject(Injector);
  readonly #pending = inject(PendingTasks);

  /** What the dialog closes with; null when it was left. */
  async ask<D, A>(dialog: ComponentType<Asking<D, A>>, data: D, width: string): Promise<A | null> {
    const material = await this.#material();
    return answerOf(material.open<Asking<D, A>, D, A>(dialog, { data, width }));
  }

  async mayRemove(removal: Removal): Promise<boolean> {
    const [component, material] = [await this.load(loadConfirmRemoval), await this.#material()];
    const options = { data: removal, maxWidth: 480 };
    const answer = await answerOf(
      material.open<ConfirmRemoval, Removal, boolean>(component, options),
    );
    return answer === true;
  }

  /** Loads the code now, so that a server that is away later keeps nobody from answering. */
  async prepare(): Promise<void> {
    await Promise.all([this.#material(), loadConfirmRemoval()]);
  }

  /** Loads code of a dialog: until it is there and the dialog is open, the page is at work. */
  async load<T>(load: () => Promise<T>): Promise<T> {
    const done = this.#pending.add();
    try {
      return await load();
    } finally {
      setTimeout(done);
    }
  }

  async #material(): Promise<MatDialog> {
    const { MatDialog } = await this.load(() => import('@angular/material/dialog'));
    return this.#injector.get(MatDialog);
  }
}

const loadConfirmRemoval = async () => (await import('../ui/confirm-removal')).ConfirmRemoval;

const answerOf = async <A>(dialog: MatDialogRef<unknown, A>): Promise<A | null> =>
  (await firstValueFrom(dialog.afterClosed())) ?? null;
