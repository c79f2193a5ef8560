import { inject, Service } from '@angular/core';
import { MatSnackBar } from '@angular/material/snack-bar';
import type { DomainDetails } from '@app/domain';
import { Api } from '../../shared/data/api';
import { Dialogs } from '../../shared/data/dialogs';
import { asRefusal } from '../../shared/data/refusal';
import { domainWords } from '../../shared/words/domain';
import { ExpiryDialog } from '../ui/expiry-dialog';

/** What the card of a domain offers. */
export type DomainAction = 'look-up' | 'type-in' | 'take-back';

/** Does what the card of a domain offers, and says what became of it. */
@Service()
export class DomainActor {
  readonly #api = inject(Api);
  readonly #dialogs = inject(Dialogs);
  readonly #snackBar = inject(MatSnackBar);

  /** What is known of the domain after that; null when nothing was done. */
  async act(action: DomainAction, name: string): Promise<DomainDetails | null> {
    switch (action) {
      case 'look-up':
        return this.#send(domainWords.lookingUp(name), () =>
          this.#api.client.domains.refresh.mutate({ name }),
        );
      case 'take-back':
        return this.#send(domainWords.takenBack(name), () => this.#setExpiry(name, null));
      case 'type-in':
        return this.#typeIn(name);
    }
  }

  #setExpiry(name: string, expiresAt: Date | null): Promise<DomainDetails> {
    return this.#api.client.domains.setExpiry.mutate({ name, expiresAt });
  }

  async #typeIn(name: string): Promise<DomainDetails | null> {
    const send = (day: Date): Promise<DomainDetails> => this.#setExpiry(name, day);
    const changed = await this.#dialogs.ask(ExpiryDialog, { name, send }, '440px');
    if (changed) this.#snackBar.open(domainWords.typedIn(name));
    return changed;
  }

  async #send(said: string, send: () => Promise<DomainDetails>): Promise<DomainDetails | null> {
    try {
      const changed = await send();
      this.#snackBar.open(said);
      return changed;
    } catch (error) {
      this.#snackBar.open(asRefusal(error).message);
      return null;
    }
  }
}
