import { inject, Service } from '@angular/core';
import { MatSnackBar } from '@angular/material/snack-bar';
import type { Alert } from '@app/domain';
import { Api } from '../shared/data/api';
import { Dialogs } from '../shared/actions/dialogs';
import { OpenAlerts } from '../shared/data/open-alerts';
import { asRefusal } from '../shared/data/refusal';
import { alertWords } from '../shared/words/alerts';
import { expiresAt } from './data/expiry';
import { AcknowledgeDialog, type Acknowledgement } from './ui/acknowledge-dialog';

/** Has a person take an alert on, or let go of it. */
@Service()
export class Acknowledger {
  readonly #api = inject(Api);
  readonly #dialogs = inject(Dialogs);
  readonly #openAlerts = inject(OpenAlerts);
  readonly #snackBar = inject(MatSnackBar);

  /** Asks for a note. The acknowledged alert; null when nothing was done. */
  async acknowledge(alert: Alert): Promise<Alert | null> {
    const { id, targetName } = alert;
    const send = ({ note, expiry }: Acknowledgement): Promise<Alert> => {
      const until = expiresAt(expiry, new Date());
      return this.#api.client.alerts.acknowledge.mutate({
        id,
        ...(note === '' ? {} : { note }),
        ...(until && { until }),
      });
    };
    const acknowledged = await this.#dialogs.ask(AcknowledgeDialog, { targetName, send }, '480px');
    if (acknowledged) {
      this.#openAlerts.applyEvent(acknowledged);
      this.#snackBar.open(alertWords.acknowledged(acknowledged.targetName));
    }
    return acknowledged;
  }

  /** The alert, open again; null when the server refused. */
  async reopen({ id }: Alert): Promise<Alert | null> {
    try {
      const opened = await this.#api.client.alerts.unacknowledge.mutate({ id });
      this.#openAlerts.applyEvent(opened);
      this.#snackBar.open(alertWords.reopened(opened.targetName));
      return opened;
    } catch (error) {
      this.#snackBar.open(asRefusal(error).message);
      return null;
    }
  }
}
