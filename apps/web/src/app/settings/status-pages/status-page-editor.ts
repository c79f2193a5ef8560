import { inject, Service } from '@angular/core';
import { MatSnackBar } from '@angular/material/snack-bar';
import type { NoteOutage, StatusPage } from '@app/domain/status-pages';
import { Dialogs } from '../../shared/actions/dialogs';
import { Api } from '../../shared/data/api';
import { asRefusal } from '../../shared/data/refusal';
import { statusPageWords } from '../../shared/words/status-pages';
import { OutageNoteDialog } from './outage-note-dialog';
import { StatusPageDialog, type StatusPageDialogData } from './status-page-dialog';
import {
  blankStatusPage,
  newStatusPage,
  statusPageChange,
  statusPageDraftOf,
} from './status-page-draft';

/** Makes, changes and removes status pages, with the dialogs this needs. True when something changed. */
@Service()
export class StatusPageEditor {
  readonly #pages = inject(Api).client.statusPages;
  readonly #dialogs = inject(Dialogs);
  readonly #snackBar = inject(MatSnackBar);

  add(): Promise<boolean> {
    return this.#edit({
      title: statusPageWords.addTitle,
      draft: blankStatusPage(),
      send: (draft) => this.#pages.create.mutate(newStatusPage(draft)),
    });
  }

  change(page: StatusPage): Promise<boolean> {
    return this.#edit({
      title: statusPageWords.editTitle(page.title),
      draft: statusPageDraftOf(page),
      send: (draft) => this.#pages.update.mutate(statusPageChange(page.id, draft)),
    });
  }

  async turn({ id }: StatusPage, enabled: boolean): Promise<boolean> {
    return await this.#try(() => this.#pages.update.mutate({ id, enabled }));
  }

  async note(page: StatusPage): Promise<boolean> {
    let outages;
    try {
      ({ items: outages } = await this.#pages.outages.query({ id: page.id }));
    } catch (error) {
      this.#snackBar.open(asRefusal(error).message);
      return false;
    }
    if (outages.length === 0) {
      this.#snackBar.open(statusPageWords.noOutage);
      return false;
    }
    const send = (note: NoteOutage): Promise<StatusPage> => this.#pages.note.mutate(note);
    return (await this.#dialogs.ask(OutageNoteDialog, { page, outages, send }, '560px')) !== null;
  }

  async remove({ id, title }: StatusPage): Promise<boolean> {
    const mayRemove = await this.#dialogs.mayRemove({
      title: statusPageWords.removeTitle(title),
      text: statusPageWords.removeText,
      verb: statusPageWords.removeVerb,
    });
    if (!mayRemove) return false;
    const isRemoved = await this.#try(() => this.#pages.remove.mutate({ id }));
    if (isRemoved) this.#snackBar.open(statusPageWords.removed(title));
    return isRemoved;
  }

  async #edit(data: StatusPageDialogData): Promise<boolean> {
    const saved = await this.#dialogs.ask(StatusPageDialog, data, '560px');
    if (saved) this.#snackBar.open(statusPageWords.saved(saved.title));
    return saved !== null;
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
