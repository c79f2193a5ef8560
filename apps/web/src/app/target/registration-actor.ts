import { inject, Service } from '@angular/core';
import { MatSnackBar } from '@angular/material/snack-bar';
import type { RegistrationDetails } from '@app/domain';
import { Api } from '../shared/data/api';
import { Dialogs } from '../shared/actions/dialogs';
import { asRefusal } from '../shared/data/refusal';
import { registrationWords } from '../shared/words/registration';
import { ExpiryDialog } from './ui/expiry-dialog';
import type { RegistrationAction } from './ui/registration-actions';

/** Does what the card of a domain offers, and says what became of it. */
@Service()
export class RegistrationActor {
  readonly #api = inject(Api);
  readonly #dialogs = inject(Dialogs);
  readonly #snackBar = inject(MatSnackBar);

  /** What is known of the domain after that; null when nothing was done. */
  async act(action: RegistrationAction, name: string): Promise<RegistrationDetails | null> {
    switch (action) {
      case 'look-up':
        return this.#send(registrationWords.lookingUp(name), () =>
          this.#api.client.domains.refresh.mutate({ name }),
        );
      case 'take-back':
        return this.#send(registrationWords.takenBack(name), () => this.#setExpiry(name, null));
      case 'type-in':
        return this.#typeIn(name);
    }
  }

  #setExpiry(name: string, expiresAt: Date | null): Promise<RegistrationDetails> {
    return this.#api.client.domains.setExpiry.mutate({ name, expiresAt });
  }

  async #typeIn(name: string): Promise<RegistrationDetails | null> {
    const send = (day: Date): Promise<RegistrationDetails> => this.#setExpiry(name, day);
    const changed = await this.#dialogs.ask(ExpiryDialog, { name, send }, '440px');
    if (changed) this.#snackBar.open(registrationWords.typedIn(name));
    return changed;
  }

  async #send(
    said: string,
    send: () => Promise<RegistrationDetails>,
  ): Promise<RegistrationDetails | null> {
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
