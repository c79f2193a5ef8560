import { Component, computed, inject, input } from '@angular/core';
import {
  type CertificateDetails,
  certificateExpiry,
  certificateVerdicts,
  expirySeverity,
} from '@app/domain';
import { Clock } from '../../shared/data/clock';
import { Icon } from '../../shared/ui/icon';
import { Timestamp } from '../../shared/ui/timestamp';
import type { ExpiryTone } from '../../shared/util/expiry-tone';
import { formatDate, formatExact, formatMoment } from '../../shared/util/instant';
import { certificateWords } from '../../shared/words/certificate';
import { sharedWords } from '../../shared/words/shared';
import { expiryWords } from '../../shared/words/expiry';
import { CertificateChain } from './certificate-chain';

/** Names that are shown at once. */
const SHOWN_NAMES = 8;

/** The certificate of a target: how long it lasts, six verdicts, its chain and how it changed. */
@Component({
  selector: 'app-certificate-card',
  imports: [CertificateChain, Icon, Timestamp],
  templateUrl: './certificate-card.html',
  styleUrl: './certificate-card.scss',
  host: { class: 'panel' },
})
export class CertificateCard {
  readonly details = input.required<CertificateDetails>();
  readonly thresholdDays = input.required<number>();

  readonly #clock = inject(Clock);
  protected readonly words = certificateWords;
  protected readonly left = computed(() => {
    const { daysLeft, validTo } = this.details();
    if (daysLeft === null || validTo === null) return null;
    return {
      tone: this.#tone(),
      text: expiryWords.left(daysLeft),
      day: formatDate(validTo),
      exact: formatExact(validTo),
    };
  });
  protected readonly trouble = computed(() => {
    const { trouble } = this.details();
    if (!trouble) return null;
    const since = certificateWords.trouble(formatMoment(trouble.since, this.#clock.coarse()));
    return `${since} ${trouble.failure.message}`;
  });
  protected readonly names = computed(() => {
    const leaf = this.details().reading?.evidence.leaf;
    if (!leaf) return '';
    const shown = leaf.names.slice(0, SHOWN_NAMES).map(({ value }) => value);
    const more = leaf.nameCount - shown.length;
    if (leaf.nameCount === 0) return sharedWords.none;
    return [shown.join(', '), more > 0 ? certificateWords.moreNames(more) : ''].join(' ').trim();
  });
  /** Where it was read, when that is worth a word: one address of one certificate is not. */
  protected readonly addresses = computed(() => {
    const reading = this.details().reading;
    if (!reading || (!reading.addresses && !reading.others)) return '';
    return (reading.addresses ?? [reading.address ?? []].flat()).join(', ');
  });
  protected readonly verdicts = computed(() => {
    const findings = this.details().reading?.findings ?? [];
    return certificateVerdicts(findings).map(({ property, ok, findings: own }) => ({
      property,
      tone: ok ? 'up' : own.some(({ severity }) => severity === 'critical') ? 'down' : 'degraded',
      icon: ok ? ('up' as const) : ('degraded' as const),
      word: ok ? certificateWords.ok : certificateWords.notOk,
      name: certificateWords.properties[property],
      texts: ok ? [certificateWords.inOrder[property]] : own.map(({ message }) => message),
    }));
  });
  /** What the server did with the connection; no property of the certificate. */
  protected readonly remarks = computed(
    () =>
      this.details().reading?.findings.filter(({ property }) => property === 'connection') ?? [],
  );

  /** By the rule that also tells people: certificates that live shortly are renewed late by design. */
  #tone(): ExpiryTone {
    const { reading } = this.details();
    if (!reading) return 'up';
    const { step } = certificateExpiry(
      reading.evidence,
      this.thresholdDays(),
      this.#clock.coarse(),
    );
    if (step === null) return 'up';
    return expirySeverity(step) === 'warning' ? 'degraded' : 'down';
  }
}
