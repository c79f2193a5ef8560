import type { RegistrationEvent, RegistrationOutcome, RegistryReply } from '@app/domain';
import { formatCount } from '../util/figures';
import { formatDate } from '../util/instant';

/** What a registration is, in a few words. */
const standings: Record<RegistrationOutcome, string> = {
  ok: 'registered',
  'not-published': 'registered, without a published date',
  unsupported: 'not published by any public service',
  'rate-limited': 'unknown',
  unreachable: 'unknown',
  'not-found': 'not registered',
  expired: 'expired',
  redemption: 'deleted, but recoverable',
  'pending-delete': 'about to be deleted for good',
};

/** What the standing of a domain asks people to know; null where the date says it all. */
const standingRemarks: Record<RegistrationOutcome, string | null> = {
  ok: null,
  'not-published': 'The registry publishes no date for this domain.',
  unsupported: null,
  'rate-limited': null,
  unreachable: null,
  'not-found': 'Two sources say that this domain is not registered.',
  expired: 'The registry says that the registration has expired. Renew it at the registrar.',
  redemption:
    'The registration was deleted. The registrar can still restore it for a few days, for a fee.',
  'pending-delete': 'The domain will be deleted within days; then anybody can register it.',
};

const list = (items: readonly string[]): string => items.join(', ');

function cameAndWent(what: string, added: readonly string[], removed: readonly string[]): string {
  const parts = [
    added.length > 0 ? `added ${list(added)}` : null,
    removed.length > 0 ? `gone ${list(removed)}` : null,
  ];
  return `${what}: ${parts.filter((part) => part !== null).join('; ')}.`;
}

/** A change of a registration, as a sentence. */
function change(event: RegistrationEvent): string {
  switch (event.kind) {
    case 'renewed':
      return `Renewed until ${formatDate(event.to)}; it was ${formatDate(event.from)}.`;
    case 'date':
      return `The date is now ${formatDate(event.to)}; it was ${formatDate(event.from)}.`;
    case 'registrar':
      return `The registrar is now ${event.to}; it was ${event.from}.`;
    case 'statuses':
      return cameAndWent('Status', event.added, event.removed);
    case 'name-servers':
      return cameAndWent('Name servers', event.added, event.removed);
    case 'records': {
      const words = cameAndWent(
        `${event.record} records of ${event.name}`,
        event.added,
        event.removed,
      );
      return event.varies ? `${words} They vary: further changes are not listed.` : words;
    }
    case 'delegation':
      return event.to === 'gone'
        ? 'Its delegation in the DNS is gone: no name below it works.'
        : 'It is in the DNS again.';
    case 'standing':
      return `Now ${standings[event.to]}; it was ${standings[event.from]}.`;
  }
}

/** Words of the registration of a domain on the target page. */
export const registrationWords = {
  title: 'Domain',
  /** What a domain is, as the end of a sentence. */
  standing: (known: RegistrationOutcome): string => standings[known],
  name: 'Registered name',
  expiresAt: 'Registered until',
  /** Where the date is not the registry's own. */
  registrarDate: 'date of the registrar',
  registrarExpiresAt: 'Paid at the registrar until',
  registrar: 'Registrar',
  nameServers: 'Name servers',
  checked: 'Last looked up',
  neverChecked: 'not yet',
  askedAt: (server: string): string => `at ${server}`,
  next: 'Next lookup',
  nextNow: 'now',
  notBefore: 'once its registry allows it:',
  nextSoon: 'within a minute',
  nextNone: 'none while its targets are paused',
  standingRemarks,
  typeInDate: 'Enter the date from your registrar to be reminded of it.',
  unconfirmed:
    'The last lookup found no such registration. It counts once a second lookup, most of a day later, confirms it.',
  doubted: (date: string): string =>
    `The last lookup gave an earlier date, ${date}. It counts once a second lookup confirms it.`,
  failing: (since: string): string => `Lookups have failed since ${since}.`,
  autoRenewed: (until: string): string =>
    `The registry extended it automatically until ${until}, but the holder has not renewed yet. Renew at the registrar: unpaid, it can be taken back within 45 days.`,
  statusesOf: (at: string): string => `as of ${at}`,
  lookedUpEvery: (days: number): string =>
    `Looked up every ${days} days: its registry limits how many domains can be looked up each day, and those that expire first come first.`,
  stale: (since: string): string =>
    `No registry has confirmed the date since ${since}, so it may be out of date.`,
  replies: 'What the registry said',
  replyOf: (server: string, service: RegistryReply['service']): string =>
    `${server} (${service.toUpperCase()})`,
  statuses: 'Status',
  changes: 'Changes',
  noChanges: 'No change has been seen so far.',
  change,
  others: (count: number): string =>
    `Also used by ${formatCount(count)} other ${count === 1 ? 'target' : 'targets'}`,
  lookUp: 'Look up now',
  lookUpAgain: (wait: string): string => `Possible again in ${wait}`,
  lookingUp: (name: string): string => `Looking up ${name}`,
  typeIn: 'Enter a date',
  typeInTitle: (name: string): string => `Until when is ${name} registered?`,
  typeInText: 'For domains whose registry publishes no date. A date published later replaces it.',
  day: 'Last day',
  dayMissing: 'Enter the day.',
  save: 'Save',
  typedIn: (name: string): string => `Date of ${name} saved`,
  takeBack: 'Remove the date',
  takenBack: (name: string): string => `Date of ${name} removed`,
};
