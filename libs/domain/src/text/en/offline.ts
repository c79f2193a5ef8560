import type { Offline } from '../../check/failure-fact.ts';

/** Why the network counts as away, as the end of a sentence. */
export function offlineReason({ cause, gateway }: Pick<Offline, 'cause' | 'gateway'>): string {
  switch (cause) {
    case 'no-route':
      return 'this machine has no route to it';
    case 'link':
      return 'the network card has no link';
    case 'gateway':
      return `its gateway${gateway === null ? '' : ` ${gateway}`} does not answer`;
    case 'canaries':
      return 'none of the canaries answers';
    case 'silence':
      return 'nothing outside answers any more';
  }
}
