import { Component, computed, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatSnackBar } from '@angular/material/snack-bar';
import { RouterLink } from '@angular/router';
import type { InboxItem } from '@app/domain';
import { Api } from '../shared/data/api';
import { asRefusal } from '../shared/data/refusal';
import { Unread } from '../shared/data/unread';
import { ButtonGroup } from '../shared/ui/button-group';
import { ListEnd } from '../shared/ui/list-end';
import { LoadState } from '../shared/ui/load-state';
import { Timestamp } from '../shared/ui/timestamp';
import { Banner } from '../shared/ui/banner';
import { inboxWords } from '../shared/words/inbox';
import { inboxList } from './inbox-list';

@Component({
  selector: 'app-inbox-page',
  imports: [ButtonGroup, ListEnd, LoadState, MatButton, Timestamp, Banner, RouterLink],
  templateUrl: './inbox-page.html',
  styleUrl: './inbox-page.scss',
  host: { class: 'page' },
})
export class InboxPage {
  readonly #api = inject(Api);
  readonly #unread = inject(Unread);
  readonly #snackBar = inject(MatSnackBar);
  protected readonly words = inboxWords;
  protected readonly isUnreadOnly = signal(false);
  protected readonly options = [
    { value: false, word: inboxWords.all },
    { value: true, word: inboxWords.unread },
  ];
  protected readonly inbox = inboxList(this.isUnreadOnly);
  protected readonly hasUnread = computed(() => this.#unread.count() > 0);

  protected async markRead({ id }: InboxItem): Promise<void> {
    await this.#mark(
      (at) => (item) => (item.id === id ? { ...item, readAt: at } : item),
      () => this.#api.client.inbox.markRead.mutate({ ids: [id] }),
    );
  }

  protected async markAllRead(): Promise<void> {
    await this.#mark(
      (at) => (item) => ({ ...item, readAt: item.readAt ?? at }),
      () => this.#api.client.inbox.markAllRead.mutate(),
    );
  }

  /** Shows the change at once and takes it back when the server refuses. */
  async #mark(
    change: (at: Date) => (item: InboxItem) => InboxItem,
    send: () => Promise<unknown>,
  ): Promise<void> {
    this.inbox.value.update((items) => items?.map(change(new Date())) ?? null);
    try {
      await send();
    } catch (error) {
      this.#snackBar.open(asRefusal(error).message);
      this.inbox.reload();
    }
    await this.#unread.refresh();
  }
}
