import { inject, Injector, Service } from '@angular/core';
import { Router } from '@angular/router';
import { MatSnackBar } from '@angular/material/snack-bar';
import { Dialogs } from '../../shared/actions/dialogs';
import { Api } from '../../shared/data/api';
import { asRefusal } from '../../shared/data/refusal';
import type { Choice } from './choices';
import { Palette } from './palette';

/** Asks where to go or what to do, and does it. */
@Service()
export class PaletteOpener {
  readonly #api = inject(Api);
  readonly #dialogs = inject(Dialogs);
  readonly #injector = inject(Injector);
  readonly #router = inject(Router);
  readonly #snackBar = inject(MatSnackBar);

  /** True where somebody wants to see the keys, which is not done here. */
  async open(): Promise<boolean> {
    const choice = await this.#dialogs.ask<null, Choice>(Palette, null, '560px');
    if (choice?.does === 'open') await this.#router.navigateByUrl(choice.url);
    if (choice?.does === 'act') await this.#act(choice);
    return choice?.does === 'help';
  }

  async #act({ action, targetId: id }: Extract<Choice, { does: 'act' }>): Promise<void> {
    const { TargetActor } = await this.#dialogs.load(
      () => import('../../shared/actions/target-actor'),
    );
    try {
      const target = await this.#api.client.targets.get.query({ id });
      await this.#injector.get(TargetActor).act(action, target);
    } catch (error) {
      this.#snackBar.open(asRefusal(error).message);
    }
  }
}
