import { inject, Service } from '@angular/core';
import { MatSnackBar } from '@angular/material/snack-bar';
import type { Channel, ChannelKind, ChannelTest, TestChannel } from '@app/domain';
import { Api } from '../shared/data/api';
import { Dialogs } from '../shared/actions/dialogs';
import { asRefusal } from '../shared/data/refusal';
import { channelWords } from '../shared/words/channels';
import { RemoveChannelDialog } from './ui/remove-channel-dialog';
import { ChannelDialog, type ChannelDialogData } from './ui/channel-dialog';
import { blankChannel, changeOf, channelDraftOf, newChannel, testOf } from './data/channel-draft';

/** Adds, changes and removes channels, with the dialogs this needs. True, or the channel, when something changed. */
@Service()
export class ChannelEditor {
  readonly #api = inject(Api);
  readonly #dialogs = inject(Dialogs);
  readonly #snackBar = inject(MatSnackBar);

  add(
    kind: ChannelKind,
    others: readonly Channel[],
    notSetUp: readonly ChannelKind[] = [],
  ): Promise<Channel | null> {
    return this.#edit({
      kind,
      isSetUp: !notSetUp.includes(kind),
      test: (draft) => this.#test(testOf(kind, draft, null)),
      title: channelWords.addKind(kind),
      draft: blankChannel(kind),
      others,
      send: (draft) => this.#api.client.channels.create.mutate(newChannel(kind, draft)),
    });
  }

  change(
    channel: Channel,
    others: readonly Channel[],
    notSetUp: readonly ChannelKind[] = [],
  ): Promise<Channel | null> {
    return this.#edit({
      kind: channel.kind,
      isSetUp: !notSetUp.includes(channel.kind),
      test: (draft) => this.#test(testOf(channel.kind, draft, channel)),
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

  /** Asks what takes its place. */
  async remove({ id, name }: Channel, others: readonly Channel[]): Promise<boolean> {
    const removal = await this.#dialogs.ask(RemoveChannelDialog, { name, others }, '480px');
    if (!removal) return false;
    const { replaceWith } = removal;
    try {
      if (replaceWith) {
        await this.#api.client.channels.remove.mutate({ id, replaceWith: replaceWith.id });
        this.#snackBar.open(channelWords.replaced(name, replaceWith.name));
        return true;
      }
      if (!(await this.#removeOrAsk({ id, name }))) return false;
      this.#snackBar.open(channelWords.removed(name));
      return true;
    } catch (error) {
      this.#snackBar.open(asRefusal(error).message);
      return false;
    }
  }

  /** Removes a channel; asks again, with their names, where some have chosen no other one. */
  async #removeOrAsk({ id, name }: Pick<Channel, 'id' | 'name'>): Promise<boolean> {
    const { remove } = this.#api.client.channels;
    try {
      await remove.mutate({ id });
      return true;
    } catch (error) {
      const { code, message } = asRefusal(error);
      if (code !== 'CONFLICT') throw error;
      const title = channelWords.removeTitle(name);
      const verb = channelWords.removeAnyway;
      if (!(await this.#dialogs.mayRemove({ title, text: message, verb }))) return false;
      await remove.mutate({ id, force: true });
      return true;
    }
  }

  async #test(test: TestChannel): Promise<ChannelTest> {
    return await this.#api.client.channels.test.mutate(test);
  }

  async #edit(data: ChannelDialogData): Promise<Channel | null> {
    const saved = await this.#dialogs.ask(ChannelDialog, data, '520px');
    if (saved) this.#snackBar.open(channelWords.saved(saved.name));
    return saved;
  }
}
