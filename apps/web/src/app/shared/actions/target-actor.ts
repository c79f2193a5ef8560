import { inject, Service } from '@angular/core';
import { MatSnackBar } from '@angular/material/snack-bar';
import type { Target } from '@app/domain';
import { targetActionWords } from '../words/target-actions';
import { Api } from '../data/api';
import { Dialogs } from './dialogs';
import { asRefusal } from '../data/refusal';
import type { TargetAction } from '../ui/target-menu';

/** Does what a target's menu offers, and says what became of it. */
@Service()
export class TargetActor {
  readonly #api = inject(Api);
  readonly #dialogs = inject(Dialogs);
  readonly #snackBar = inject(MatSnackBar);

  /** The changed target; null when nothing was done. */
  async act(action: TargetAction, target: Pick<Target, 'id' | 'name'>): Promise<Target | null> {
    if (action === 'remove' && !(await this.#mayRemove(target.name))) return null;
    try {
      const changed = await this.#send(action, target.id);
      this.#snackBar.open(said(action, target.name));
      return changed;
    } catch (error) {
      this.#snackBar.open(asRefusal(error).message);
      return null;
    }
  }

  #send(action: TargetAction, id: string): Promise<Target> {
    const { targets } = this.#api.client;
    switch (action) {
      case 'check':
        return targets.checkNow.mutate({ id });
      case 'pause':
        return targets.pause.mutate({ id });
      case 'resume':
        return targets.resume.mutate({ id });
      case 'remove':
        return targets.remove.mutate({ id });
    }
  }

  #mayRemove(name: string): Promise<boolean> {
    return this.#dialogs.mayRemove({
      title: targetActionWords.removeTitle(name),
      text: targetActionWords.removeText,
      verb: targetActionWords.remove,
    });
  }
}

function said(action: TargetAction, name: string): string {
  switch (action) {
    case 'check':
      return targetActionWords.checking(name);
    case 'pause':
      return targetActionWords.paused(name);
    case 'resume':
      return targetActionWords.resumed(name);
    case 'remove':
      return targetActionWords.removed(name);
  }
}
