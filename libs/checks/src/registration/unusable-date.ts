import { unreachable, type FailedFinding } from './finding.ts';
import type { DateReading } from './dates/read-date.ts';

const WORDS = {
  ambiguous: 'could mean two dates, and no rule of this registry decides',
  implausible: 'is no date that a registration can have',
  unreadable: 'is not a date',
} as const;

/** Why the date of an answer cannot be used, in words. */
export function unusableDate(
  kind: Exclude<DateReading['kind'], 'date' | 'none'>,
  server: string,
): FailedFinding {
  return unreachable(
    kind === 'unreadable' ? 'format' : kind,
    `The expiry date in the answer of ${server} ${WORDS[kind]}; the last known date stays.`,
  );
}
