import { inject, Service } from '@angular/core';
import { MatSnackBar } from '@angular/material/snack-bar';
import type { Alert } from '@app/domain';
import { Api } from '../shared/data/api';
import { Dialogs } from '../shared/actions/dialogs';
import { OpenAlerts } from '../shared/data/open-alerts';
import { alertWords } from '../shared/words/alerts';
import { AcknowledgeDialog } from './ui/acknowledge-dialog';

/** Asks for a note and acknowledges an alert. */
@Service()
export class Acknowledger {
  readonly #api = inject(Api);
  readonly #dialogs = inject(Dialogs);
  readonly #openAlerts = inject(OpenAlerts);
  readonly #snackBar = inject(MatSnackBar);

  /** The acknowledged alert; null when nothing was done. */
  async acknowledge(alert: Alert): Promise<Alert | null> {
    const { id, targetName } = alert;
    const send = (note: string): Promise<Alert> =>
      this.#api.client.alerts.acknowledge.mutate(note === '' ? { id } : { id, note });
    const acknowledged = await this.#dialogs.ask(AcknowledgeDialog, { targetName, send }, '480px');
    if (acknowledged) {
      this.#openAlerts.applyEvent(acknowledged);
      this.#snackBar.open(alertWords.acknowledged(acknowledged.targetName));
    }
    return acknowledged;
  }
}
