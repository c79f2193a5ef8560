import { inject, Service } from '@angular/core';
import { MatSnackBar } from '@angular/material/snack-bar';
import type { Report } from '@app/domain/reports';
import { Dialogs } from '../../shared/actions/dialogs';
import { Api } from '../../shared/data/api';
import { asRefusal } from '../../shared/data/refusal';
import { reportWords } from '../../shared/words/reports';
import { ReportDialog, type ReportDialogData } from './report-dialog';
import { blankReport, newReport, reportChange, reportDraftOf } from './report-draft';

/** Makes, changes, sends and removes reports, with the dialogs this needs. True when something changed. */
@Service()
export class ReportEditor {
  readonly #reports = inject(Api).client.reports;
  readonly #dialogs = inject(Dialogs);
  readonly #snackBar = inject(MatSnackBar);

  add(): Promise<boolean> {
    return this.#edit({
      title: reportWords.addTitle,
      draft: blankReport(),
      send: (draft) => this.#reports.create.mutate(newReport(draft)),
    });
  }

  change(report: Report): Promise<boolean> {
    return this.#edit({
      title: reportWords.editTitle(report.name),
      draft: reportDraftOf(report),
      send: (draft) => this.#reports.update.mutate(reportChange(report.id, draft)),
    });
  }

  send({ id }: Report): Promise<boolean> {
    return this.#try(async () => {
      this.#snackBar.open(reportWords.sending(await this.#reports.send.mutate({ id })));
    });
  }

  async remove({ id, name }: Report): Promise<boolean> {
    const mayRemove = await this.#dialogs.mayRemove({
      title: reportWords.removeTitle(name),
      text: reportWords.removeText,
      verb: reportWords.removeVerb,
    });
    if (!mayRemove) return false;
    const isRemoved = await this.#try(() => this.#reports.remove.mutate({ id }));
    if (isRemoved) this.#snackBar.open(reportWords.removed(name));
    return isRemoved;
  }

  async #edit(data: ReportDialogData): Promise<boolean> {
    const saved = await this.#dialogs.ask(ReportDialog, data, '560px');
    if (saved) this.#snackBar.open(reportWords.saved(saved.name));
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
