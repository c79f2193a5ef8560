import { Component, computed, inject, input } from '@angular/core';
import type { CertificateEvidence } from '@app/domain';
import { Clock } from '../../shared/data/clock';
import { formatDate } from '../../shared/util/instant';
import { certificateWords } from '../../shared/words/certificate';
import { chainLinks } from '../data/chain-links';

/** The chain of a certificate, from the site's own up to the root. */
@Component({
  selector: 'app-certificate-chain',
  template: `
    <ol class="plain-list">
      @for (link of links(); track link.facts.fingerprint) {
        <li>
          <span class="role soft">{{ link.role }}</span>
          <span class="who">
            <strong class="wrap-anywhere" [title]="link.facts.subject">{{ link.subject }}</strong>
            <span class="soft wrap-anywhere" [title]="link.facts.issuer">{{ link.issuer }}</span>
          </span>
          <span class="facts">
            <span [class.down]="!link.isValid">{{ link.validity }}</span>
            <span class="soft">{{ link.key }}, {{ link.signature }}</span>
          </span>
        </li>
      }
    </ol>
  `,
  styleUrl: './certificate-chain.scss',
})
export class CertificateChain {
  readonly evidence = input.required<CertificateEvidence>();

  readonly #clock = inject(Clock);
  protected readonly links = computed(() =>
    chainLinks(this.evidence(), this.#clock.coarse()).map((link) => ({
      ...link,
      role: certificateWords.roles[link.role],
      issuer: [
        link.facts.selfIssued ? certificateWords.selfIssued : certificateWords.issued(link.issuer),
        ...(link.facts.source === 'trust-store' ? [certificateWords.fromStore] : []),
      ].join(', '),
      validity: certificateWords.valid(
        formatDate(link.facts.validFrom),
        formatDate(link.facts.validTo),
      ),
    })),
  );
}
