import { Component, computed, inject, input } from '@angular/core';
import { type CertificateDetails, certificateVerdicts } from '@app/domain';
import { Clock } from '../../shared/data/clock';
import { Icon } from '../../shared/ui/icon';
import { Moment } from '../../shared/ui/moment';
import { formatDaysLeft } from '../../shared/util/figures';
import { formatDate, formatMoment } from '../../shared/util/instant';
import { certificateWords } from '../../shared/words/certificate';
import { targetWords } from '../../shared/words/target';

/** Names that are shown at once. */
const SHOWN_NAMES = 8;
/** Days left from which on an expiry is worth a colour. */
const SOON_DAYS = 14;

/** The certificate of a target: how long it lasts, six verdicts, its chain and how it changed. */
@Component({
  selector: 'app-certificate-card',
  imports: [Icon, Moment],
  templateUrl: './certificate-card.html',
  styleUrl: './certificate-card.scss',
  host: { class: 'panel' },
})
export class CertificateCard {
  readonly details = input.required<CertificateDetails>();

  readonly #clock = inject(Clock);
  protected readonly words = certificateWords;
  protected readonly left = computed(() => {
    const { daysLeft: days, validTo } = this.details();
    if (days === null || validTo === null) return null;
    const tone = days <= 0 ? 'down' : days <= SOON_DAYS ? 'degraded' : 'up';
    return { tone, text: targetWords.left(formatDaysLeft(days)), day: formatDate(validTo) };
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
    return [shown.join(', '), more > 0 ? certificateWords.moreNames(more) : ''].join(' ').trim();
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
  protected readonly chain = computed(() => {
    const reading = this.details().reading;
    if (!reading) return [];
    const { leaf, issuers } = reading.evidence;
    return [leaf, ...issuers].map(({ subject, validTo, source, fingerprint }) => ({
      fingerprint,
      subject,
      until: certificateWords.until(formatDate(validTo)),
      isFromStore: source === 'trust-store',
    }));
  });
}
