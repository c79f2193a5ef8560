import type { AlertKind } from '../alert/kind.ts';

/** How a kind of alert reads. */
export interface AlertKindWords {
  /** Begins the title of a message, before the name: `Down: Shop`. */
  title: string;
  /** Among the kinds that a person can choose. */
  choice: string;
  /** After the name, while the alert is open and once it is resolved. */
  is: string;
  was: string;
  /** Before the name, of something that is well again: `Renewed: certificate of Shop`. Empty where it is said at length. */
  wellAgain: string;
}

export const ALERT_KIND_WORDS: Readonly<Record<AlertKind, AlertKindWords>> = {
  down: { title: 'Down', choice: 'Down', is: 'is down', was: 'was down', wellAgain: '' },
  slow: { title: 'Slow', choice: 'Slow', is: 'is slow', was: 'was slow', wellAgain: '' },
  certificate: {
    title: 'Certificate',
    choice: 'Certificate',
    is: 'certificate expires',
    was: 'certificate was expiring',
    wellAgain: 'certificate of',
  },
  domain: {
    title: 'Domain',
    choice: 'Domain',
    is: 'registration ends',
    was: 'registration was ending',
    wellAgain: 'domain',
  },
  persistent: {
    title: 'Still down',
    choice: 'Still down after hours',
    is: 'is still down',
    was: 'was down for long',
    wellAgain: '',
  },
  'check-trouble': {
    title: 'Check trouble',
    choice: 'Checks that cannot run',
    is: 'cannot be checked',
    was: 'could not be checked',
    wellAgain: '',
  },
  system: {
    title: 'Monitor',
    choice: 'This monitor itself',
    is: 'has a problem',
    was: 'had a problem',
    wellAgain: '',
  },
  dns: {
    title: 'DNS changed',
    choice: 'DNS changes',
    is: 'DNS changed',
    was: 'DNS changed',
    wellAgain: '',
  },
};
