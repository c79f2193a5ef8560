import { inject, Service } from '@angular/core';
import { MatSnackBar } from '@angular/material/snack-bar';
import type { Channel, ChannelKind } from '@app/domain';
import { Api } from '../shared/data/api';
import { Dialogs } from '../shared/actions/dialogs';
import { asRefusal } from '../shared/data/refusal';
import { channelWords } from '../shared/words/channels';
import { ChannelDialog, type ChannelDialogData } from './ui/channel-dialog';
import { blankChannel, changeOf, channelDraftOf, newChannel } from './data/channel-draft';

/** Adds, changes and removes channels, with the dialogs this needs. True when something changed. */
@Service()
export class ChannelEditor {
  readonly #api = inject(Api);
  readonly #dialogs = inject(Dialogs);
  readonly #snackBar = inject(MatSnackBar);

  add(kind: ChannelKind, others: readonly Channel[]): Promise<boolean> {
    return this.#edit({
      kind,
      title: channelWords.addKind(kind),
      draft: blankChannel(kind),
      others,
      send: (draft) => this.#api.client.channels.create.mutate(newChannel(kind, draft)),
    });
  }

  change(channel: Channel, others: readonly Channel[]): Promise<boolean> {
    return this.#edit({
      kind: channel.kind,
      title: channelWords.editTitle(channel.name),
      draft: channelDraftOf(channel),
      others,
      send: (draft) => this.#api.client.channels.update.mutate(changeOf(channel, draft)),
    });
  }

  async turn({ id }: Channel, enabled: boolean): Promise<boolean> {
    try {
      await this.#api.client.channels.update.mutate({ id, enabled });
    } catch (error) {
      this.#snackBar.open(asRefusal(error).message);
    }
    // Also after a refusal: the toggle has to go back to what is true.
    return true;
  }

  async remove({ id, name }: Channel): Promise<boolean> {
    const mayRemove = await this.#dialogs.mayRemove({
      title: channelWords.removeTitle(name),
      text: channelWords.removeText,
      verb: channelWords.remove,
    });
    if (!mayRemove) return false;
    try {
      await this.#api.client.channels.remove.mutate({ id });
      this.#snackBar.open(channelWords.removed(name));
      return true;
    } catch (error) {
      this.#snackBar.open(asRefusal(error).message);
      return false;
    }
  }

  async #edit(data: ChannelDialogData): Promise<boolean> {
    const saved = await this.#dialogs.ask(ChannelDialog, data, '520px');
    if (saved) this.#snackBar.open(channelWords.saved(saved.name));
    return saved !== null;
  }
}
