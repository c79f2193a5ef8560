import { inject, Injector, Service } from '@angular/core';
import { MatSnackBar } from '@angular/material/snack-bar';
import type { Target } from '@app/domain';
import { targetActionWords } from '../words/target-actions';
import { targetDeedWords } from '../words/target-deeds';
import { Api } from '../data/api';
import { Dialogs } from './dialogs';
import { asRefusal } from '../data/refusal';
import type { TargetAction } from '../ui/target-menu';

type Acted = Pick<Target, 'id' | 'name' | 'tags' | 'mutedBy'>;
type Silencing = Extract<TargetAction, 'mute' | 'unmute' | 'maintain'>;
type Deed = Exclude<TargetAction, Silencing>;

const isAboutSilence = (action: TargetAction): action is Silencing =>
  action === 'mute' || action === 'unmute' || action === 'maintain';

/** Does what a target's menu offers, and says what became of it. */
@Service()
export class TargetActor {
  readonly #api = inject(Api);
  readonly #injector = inject(Injector);
  readonly #dialogs = inject(Dialogs);
  readonly #snackBar = inject(MatSnackBar);

  /** The changed target; null when nothing was done. */
  async act(action: TargetAction, target: Acted): Promise<Target | null> {
    if (isAboutSilence(action)) return await this.#silence(action, target);
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

  #send(action: Deed, id: string): Promise<Target> {
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

  /** Mutes, or plans maintenance; the target is read again, as it may be silent now. */
  async #silence(action: Silencing, target: Acted): Promise<Target | null> {
    const { Silencer } = await this.#dialogs.load(() => import('./silencer'));
    const silencer = this.#injector.get(Silencer);
    const isDone = await (action === 'unmute'
      ? silencer.unmuteTarget(target)
      : action === 'mute'
        ? silencer.mute({ target })
        : silencer.plan({ target }));
    if (!isDone) return null;
    try {
      return await this.#api.client.targets.get.query({ id: target.id });
    } catch {
      // It is done all the same; the page learns of it with the next change.
      return null;
    }
  }

  #mayRemove(name: string): Promise<boolean> {
    return this.#dialogs.mayRemove({
      title: targetDeedWords.removeTitle(name),
      text: targetDeedWords.removeText,
      verb: targetActionWords.remove,
    });
  }
}

function said(action: Deed, name: string): string {
  switch (action) {
    case 'check':
      return targetDeedWords.checking(name);
    case 'pause':
      return targetDeedWords.paused(name);
    case 'resume':
      return targetDeedWords.resumed(name);
    case 'remove':
      return targetDeedWords.removed(name);
  }
}
