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
