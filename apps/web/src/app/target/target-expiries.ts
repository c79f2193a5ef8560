import { Component, computed, inject, input } from '@angular/core';
import type { Target } from '@app/domain';
import { Anchor } from '../shared/ui/anchor';
import { LoadState } from '../shared/ui/load-state';
import { expiryWords } from '../shared/words/expiry';
import { RegistrationActor } from './registration-actor';
import type { RegistrationAction } from './ui/registration-actions';
import { targetCertificate } from './data/target-certificate';
import { targetRegistration } from './data/target-registration';
import { CertificateCard } from './ui/certificate-card';
import { RegistrationCard } from './ui/registration-card';

/** What of a target ends one day: its certificate and its domain. */
@Component({
  selector: 'app-target-expiries',
  imports: [Anchor, CertificateCard, RegistrationCard, LoadState],
  templateUrl: './target-expiries.html',
  styles: `
    :host {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(min(440px, 100%), 1fr));
      gap: 16px;
      align-items: start;
    }
  `,
})
export class TargetExpiries {
  readonly target = input.required<Target>();

  readonly #actor = inject(RegistrationActor);
  readonly #id = computed(() => this.target().id);
  protected readonly kinds = expiryWords.kinds;
  /** Also where an http address leads to https. */
  protected readonly isSecure = computed(
    () => this.target().url.startsWith('https:') || this.target().certificate !== null,
  );
  protected readonly certificate = targetCertificate(this.#id);
  protected readonly domain = targetRegistration(this.#id);

  protected async act(action: RegistrationAction): Promise<void> {
    const name = this.domain.value()?.name;
    if (!name) return;
    const changed = await this.#actor.act(action, name);
    if (changed) this.domain.value.set(changed);
  }
}
