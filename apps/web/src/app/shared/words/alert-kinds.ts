import type { AlertKind } from '@app/domain';

/** What each kind of alert says about its target, after the target's name. */
export const alertKindWords: Record<AlertKind, string> = {
  down: 'is down',
  slow: 'is slow',
  certificate: 'certificate expires',
  domain: 'domain expires',
  persistent: 'is still down',
  'check-trouble': 'cannot be checked',
  system: 'has a problem',
};

/** The same once the alert is resolved. */
export const alertKindPastWords: Record<AlertKind, string> = {
  down: 'was down',
  slow: 'was slow',
  certificate: 'certificate was expiring',
  domain: 'domain was expiring',
  persistent: 'was down for long',
  'check-trouble': 'could not be checked',
  system: 'had a problem',
};
