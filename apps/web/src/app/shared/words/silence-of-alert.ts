import type { Alert } from '@app/domain';
import { shownSilenceWords as silenceWords } from './silence-shown';
import { formatMoment } from '../util/instant';

/** Why nobody is told of an alert at an instant, in words; null where people are. */
export function silenceInWords({ state, silence }: Alert, now: Date): string | null {
  if (state !== 'open' || !silence) return null;
  // How long a parent stays down is not known: it is looked at again and again.
  if (silence.why === 'parent') return silenceWords.silenced.parent();
  return silence.until > now
    ? silenceWords.silenced[silence.why](formatMoment(silence.until, now))
    : null;
}
