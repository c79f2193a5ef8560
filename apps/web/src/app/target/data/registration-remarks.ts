import { type RegistrationDetails } from '@app/domain';
import { takesTypedExpiry } from '@app/domain/registration';
import { formatDate } from '../../shared/util/instant';
import { registrationWords } from '../../shared/words/registration';

export interface RegistrationRemark {
  tone: 'soft' | 'degraded' | 'down';
  text: string;
}

/** What there is to say about a registration beside its date, the worst first. */
export function registrationRemarks(
  details: RegistrationDetails,
  format: (at: Date) => string,
): RegistrationRemark[] {
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

function standing({
  standing: known,
  source,
  autoRenewedTo,
}: RegistrationDetails): RegistrationRemark[] {
  if (autoRenewedTo && (known === 'ok' || known === 'expired')) {
    return [{ tone: 'down', text: registrationWords.autoRenewed(formatDate(autoRenewedTo)) }];
  }
  const text = known === null ? null : registrationWords.standingRemarks[known];
  if (text === null) return [];
  if (known !== 'not-published') return [{ tone: 'down', text }];
  return [
    { tone: 'soft', text: source === null ? `${text} ${registrationWords.typeInDate}` : text },
  ];
}

const absence = ({ outcome, standing: known }: RegistrationDetails): RegistrationRemark[] =>
  outcome === 'not-found' && known !== 'not-found'
    ? [{ tone: 'degraded', text: registrationWords.unconfirmed }]
    : [];

const doubt = ({ doubtedDate }: RegistrationDetails): RegistrationRemark[] =>
  doubtedDate
    ? [{ tone: 'degraded', text: registrationWords.doubted(formatDate(doubtedDate)) }]
    : [];

const stale = (
  { isStale, confirmedAt }: RegistrationDetails,
  format: (at: Date) => string,
): RegistrationRemark[] =>
  isStale && confirmedAt
    ? [{ tone: 'degraded', text: registrationWords.stale(format(confirmedAt)) }]
    : [];

function failure(details: RegistrationDetails, format: (at: Date) => string): RegistrationRemark[] {
  const { failure: why, failingSince, outcome, source } = details;
  if (!why) return [];
  if (failingSince) {
    return [
      {
        tone: 'degraded',
        text: `${registrationWords.failing(format(failingSince))} ${why.message}`,
      },
    ];
  }
  const isForGood = outcome === 'unsupported' && source === null;
  return [
    {
      tone: 'soft',
      text: isForGood ? `${why.message} ${registrationWords.typeInDate}` : why.message,
    },
  ];
}

const pace = ({ lookupEveryDays }: RegistrationDetails): RegistrationRemark[] =>
  lookupEveryDays > 1
    ? [{ tone: 'soft', text: registrationWords.lookedUpEvery(lookupEveryDays) }]
    : [];

/** True when a date that is typed in would count. */
export const canTypeIn = (
  { name, ...known }: Pick<RegistrationDetails, 'name' | 'source' | 'confirmedAt'>,
  now: Date,
): boolean => name !== null && takesTypedExpiry(known, now);
