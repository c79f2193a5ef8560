import { inject, Service } from '@angular/core';
import { MatDialog } from '@angular/material/dialog';
import { MatSnackBar } from '@angular/material/snack-bar';
import type { Alert } from '@app/domain';
import { firstValueFrom } from 'rxjs';
import { Api } from '../../shared/data/api';
import { OpenAlerts } from '../../shared/data/open-alerts';
import { alertWords } from '../../shared/words/alerts';
import { AcknowledgeDialog } from '../ui/acknowledge-dialog';

/** Asks for a note and acknowledges an alert. */
@Service()
export class Acknowledger {
  readonly #api = inject(Api);
  readonly #dialog = inject(MatDialog);
  readonly #openAlerts = inject(OpenAlerts);
  readonly #snackBar = inject(MatSnackBar);

  /** The acknowledged alert; null when nothing was done. */
  async acknowledge(alert: Alert): Promise<Alert | null> {
    const dialog = this.#dialog.open<AcknowledgeDialog, AcknowledgeDialog['data'], Alert>(
      AcknowledgeDialog,
      {
        data: {
          targetName: alert.targetName,
          send: (note) =>
            this.#api.client.alerts.acknowledge.mutate(
              note === '' ? { id: alert.id } : { id: alert.id, note },
            ),
        },
        width: '480px',
      },
    );
    const acknowledged = (await firstValueFrom(dialog.afterClosed())) ?? null;
    if (acknowledged) {
      this.#openAlerts.hear(acknowledged);
      this.#snackBar.open(alertWords.acknowledged(acknowledged.targetName));
    }
    return acknowledged;
  }
}
