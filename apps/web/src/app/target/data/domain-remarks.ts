import { type DomainDetails, takesTypedExpiry } from '@app/domain';
import { formatDate } from '../../shared/util/instant';
import { domainWords } from '../../shared/words/domain';

export interface DomainRemark {
  tone: 'soft' | 'degraded' | 'down';
  text: string;
}

/** What there is to say about a registration beside its date, the worst first. */
export function domainRemarks(
  details: DomainDetails,
  format: (at: Date) => string,
): DomainRemark[] {
  return [
    ...standing(details),
    ...absence(details),
    ...doubt(details),
    ...stale(details, format),
    ...failure(details, format),
    ...pace(details),
    ...(details.note === null ? [] : [{ tone: 'soft' as const, text: details.note }]),
  ];
}

function standing({ standing: known, source, autoRenewedTo }: DomainDetails): DomainRemark[] {
  if (autoRenewedTo && (known === 'ok' || known === 'expired')) {
    return [{ tone: 'down', text: domainWords.autoRenewed(formatDate(autoRenewedTo)) }];
  }
  const text = known === null ? null : domainWords.standingRemarks[known];
  if (text === null) return [];
  if (known !== 'not-published') return [{ tone: 'down', text }];
  return [{ tone: 'soft', text: source === null ? `${text} ${domainWords.typeInDate}` : text }];
}

const absence = ({ outcome, standing: known }: DomainDetails): DomainRemark[] =>
  outcome === 'not-found' && known !== 'not-found'
    ? [{ tone: 'degraded', text: domainWords.unconfirmed }]
    : [];

const doubt = ({ doubtedDate }: DomainDetails): DomainRemark[] =>
  doubtedDate ? [{ tone: 'degraded', text: domainWords.doubted(formatDate(doubtedDate)) }] : [];

const stale = (
  { isStale, confirmedAt }: DomainDetails,
  format: (at: Date) => string,
): DomainRemark[] =>
  isStale && confirmedAt
    ? [{ tone: 'degraded', text: domainWords.stale(format(confirmedAt)) }]
    : [];

function failure(details: DomainDetails, format: (at: Date) => string): DomainRemark[] {
  const { failure: why, failingSince, outcome, source } = details;
  if (!why) return [];
  if (failingSince) {
    return [
      { tone: 'degraded', text: `${domainWords.failing(format(failingSince))} ${why.message}` },
    ];
  }
  const isForGood = outcome === 'unsupported' && source === null;
  return [
    { tone: 'soft', text: isForGood ? `${why.message} ${domainWords.typeInDate}` : why.message },
  ];
}

const pace = ({ lookupEveryDays }: DomainDetails): DomainRemark[] =>
  lookupEveryDays > 1
    ? [{ tone: 'soft', text: domainWords.lookedUpEvery(lookupEveryDays) }]
    : [];

/** True when a date that is typed in would count. */
export const canTypeIn = (
  { name, ...known }: Pick<DomainDetails, 'name' | 'source' | 'confirmedAt'>,
  now: Date,
): boolean => name !== null && takesTypedExpiry(known, now);
