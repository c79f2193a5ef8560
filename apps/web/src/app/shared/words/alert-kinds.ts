import type { AlertKind } from '@app/domain';

/** What each kind of alert says, after the name of the target or domain that it is about. */
export const alertKindWords: Record<AlertKind, string> = {
  down: 'is down',
  slow: 'is slow',
  certificate: 'certificate expires',
  domain: 'registration ends',
  persistent: 'is still down',
  'check-trouble': 'cannot be checked',
  system: 'has a problem',
};

/** The same once the alert is resolved. */
export const alertKindPastWords: Record<AlertKind, string> = {
  down: 'was down',
  slow: 'was slow',
  certificate: 'certificate was expiring',
  domain: 'registration was ending',
  persistent: 'was down for long',
  'check-trouble': 'could not be checked',
  system: 'had a problem',
};
