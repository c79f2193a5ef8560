import { inject, Service } from '@angular/core';
import { MatSnackBar } from '@angular/material/snack-bar';
import type { Target } from '@app/domain';
import type { Maintenance, Mute } from '@app/domain/alerting';
import { Api } from '../data/api';
import { Clock } from '../data/clock';
import { asRefusal } from '../data/refusal';
import { MaintenanceDialog, type MaintenanceDialogData } from '../silences/maintenance-dialog';
import {
  blankMaintenance,
  maintenanceChange,
  maintenanceDraftOf,
  type MaintenanceOf,
  newMaintenance,
} from '../silences/maintenance-draft';
import { MuteDialog } from '../silences/mute-dialog';
import { type MuteDraft, type MuteOf, newMutes } from '../silences/mute-draft';
import { formatMoment } from '../util/instant';
import { silenceWords } from '../words/silence';
import { Dialogs } from './dialogs';

type MutedTarget = Pick<Target, 'id' | 'name' | 'mutedBy'>;

/** Mutes and plans maintenance, with the dialogs this needs. True when something changed. */
@Service()
export class Silencer {
  readonly #api = inject(Api);
  readonly #clock = inject(Clock);
  readonly #dialogs = inject(Dialogs);
  readonly #snackBar = inject(MatSnackBar);

  async mute(about: MuteOf): Promise<boolean> {
    const send = (draft: MuteDraft): Promise<Mute[]> => this.#create(draft);
    const [first] = (await this.#dialogs.ask(MuteDialog, { about, send }, '480px')) ?? [];
    if (!first) return false;
    const name = first.targetId === null ? first.tag : (about.target?.name ?? silenceWords.target);
    const what = silenceWords.about(scopeOf(first), name);
    this.#snackBar.open(silenceWords.muted(what, formatMoment(first.until, this.#clock.now())));
    return true;
  }

  /**
   * Ends a mute at once; for some seconds it can be taken back.
   *
   * @param about what is muted, for people
   */
  async unmute({ id }: Pick<Mute, 'id'>, about: string): Promise<boolean> {
    try {
      const { targetId, tag, until, note } = await this.#api.client.mutes.remove.mutate({ id });
      this.#snackBar
        .open(silenceWords.ended(about), silenceWords.undo)
        .onAction()
        .subscribe(() => {
          void this.#try(() =>
            this.#api.client.mutes.create.mutate({ targetId, tag, until, note }),
          );
        });
      return true;
    } catch (error) {
      this.#snackBar.open(asRefusal(error).message);
      return false;
    }
  }

  /** Ends the mute of a target, also one that its own settings hold. */
  async unmuteTarget({ id, name, mutedBy }: MutedTarget): Promise<boolean> {
    if (!mutedBy) return false;
    if (mutedBy.id !== null) return await this.unmute({ id: mutedBy.id }, name);
    const { update } = this.#api.client.targets;
    const isEnded = await this.#try(() => update.mutate({ id, alerting: { mutedUntil: null } }));
    if (isEnded) this.#snackBar.open(silenceWords.ended(name));
    return isEnded;
  }

  async plan(about: MaintenanceOf): Promise<boolean> {
    const planned = await this.#edit({
      title: silenceWords.planTitle,
      draft: blankMaintenance(about, this.#clock.now()),
      send: (draft) => this.#api.client.maintenance.create.mutate(newMaintenance(draft)),
    });
    if (planned) this.#snackBar.open(silenceWords.planned(planned.name));
    return planned !== null;
  }

  async edit(window: Maintenance): Promise<boolean> {
    const { update } = this.#api.client.maintenance;
    const saved = await this.#edit({
      title: silenceWords.editTitle(window.name),
      draft: maintenanceDraftOf(window, this.#clock.now()),
      send: (draft) => update.mutate(maintenanceChange(window.id, draft)),
    });
    if (saved) this.#snackBar.open(silenceWords.saved(saved.name));
    return saved !== null;
  }

  async remove({ id, name }: Pick<Maintenance, 'id' | 'name'>): Promise<boolean> {
    const mayRemove = await this.#dialogs.mayRemove({
      title: silenceWords.removeTitle(name),
      text: silenceWords.removeText,
      verb: silenceWords.remove,
    });
    if (!mayRemove) return false;
    const isRemoved = await this.#try(() => this.#api.client.maintenance.remove.mutate({ id }));
    if (isRemoved) this.#snackBar.open(silenceWords.removed(name));
    return isRemoved;
  }

  async #create(draft: MuteDraft): Promise<Mute[]> {
    const { create } = this.#api.client.mutes;
    const mutes: Mute[] = [];
    for (const mute of newMutes(draft, this.#clock.now())) mutes.push(await create.mutate(mute));
    return mutes;
  }

  #edit(data: MaintenanceDialogData): Promise<Maintenance | null> {
    return this.#dialogs.ask(MaintenanceDialog, data, '560px');
  }

  async #try(send: () => Promise<unknown>): Promise<boolean> {
    try {
      await send();
      return true;
    } catch (error) {
      this.#snackBar.open(asRefusal(error).message);
      return false;
    }
  }
}

const scopeOf = ({ targetId, tag }: Pick<Mute, 'targetId' | 'tag'>) =>
  targetId === null ? (tag === null ? 'everything' : 'tag') : 'target';
