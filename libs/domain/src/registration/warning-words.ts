import { inDays } from '../text/format/days.ts';
import { formatDay } from '../text/format/instant.ts';
import type { RegistrationStep } from '../alert/registration-step.ts';
import type { RegistrationSource } from '../check/registration-source.ts';
import { plainLine } from '../common/plain-line.ts';
import { isOnHold } from './auto-renew.ts';
import { isStale, registrationDaysLeft } from './judge.ts';
import type { Registration } from './state.ts';

const DAY_MS = 86_400_000;
/** Targets that are named; the others are counted. */
const MAX_NAMES = 3;
const NAME_LENGTH = 60;

const saidBy = ({ source, dateOf }: Registration): string => {
  if (source === null) return '';
  if (source === 'manual') return ', a date that somebody typed in';
  return `, says the ${dateOf} (${SOURCES[source]})`;
};

const SOURCES: Record<RegistrationSource, string> = {
  rdap: 'RDAP',
  whois: 'WHOIS',
  manual: 'typed in',
};

/**
 * Why people are told of a registration: what it has come to with date and source, what to do and where, and the
 * targets on it, the oldest first.
 */
export function describeRegistrationEnd(
  registration: Registration,
  step: RegistrationStep,
  { now, targetNames }: { now: Date; targetNames: readonly string[] },
): string {
  return [condition(registration, step, now), targetsOnIt(targetNames)]
    .filter((sentence) => sentence !== '')
    .join(' ');
}

function condition(registration: Registration, step: RegistrationStep, now: Date): string {
  const { expiresAt, source } = registration;
  const registrar = plainLine(registration.registrar ?? '', NAME_LENGTH).replace(/\.$/, '');
  const at = registrar && ` at ${registrar}`;
  const ask = `Ask ${registrar || 'the registrar'}`;
  const day = expiresAt ? formatDay(expiresAt) : 'an unknown day';
  const said = saidBy(registration);
  const was = expiresAt && source ? ` Its date was ${day} (${SOURCES[source]}).` : '';
  switch (step) {
    case 'redemption':
      return `Deleted, says the registry: only its holder can still get it back (redemption).${was} ${ask} for it now.`;
    case 'pending-delete':
      return `About to be free for everybody, says the registry (pending delete).${was} ${ask} at once what can still be done.`;
    case 'auto-renewed':
      return renewedByRegistry(registration, { day, at });
    case 'undelegated':
      return undelegated(registration, { ask, was });
    case 'not-found':
      return `No longer registered, two sources said on two days: anybody can take it now.${was} ${ask} at once, or register it anew.`;
    case 'expired':
      return `Expired on ${day}${said}. ${source === 'manual' ? 'Renew it, or type in its new date' : `Renew it${at} before it is deleted`}.`;
    default:
      return nearDate(registration, now, { day, said, at });
  }
}

function undelegated(
  { statuses, delegation }: Registration,
  { ask, was }: { ask: string; was: string },
): string {
  const since = delegation?.goneSince ? ` since ${formatDay(delegation.goneSince)}` : '';
  const held = isOnHold(statuses) ? ' It is on hold.' : '';
  return `Not in the DNS any more${since}: its registry has no delegation for it, and no name below it works.${held}${was} ${ask} for it now.`;
}

/** How long a registrar may give a domain back that its registry has renewed (ICANN, auto-renew grace period). */
const GRACE_DAYS = 45;

function renewedByRegistry(
  { expiresAt, autoRenewedTo, statuses }: Registration,
  { day, at }: Omit<Parts, 'said'>,
): string {
  const until = autoRenewedTo ? ` until ${formatDay(autoRenewedTo)}` : '';
  const held = isOnHold(statuses) ? ' It is on hold and does not work.' : '';
  const last = expiresAt && formatDay(new Date(expiresAt.getTime() + GRACE_DAYS * DAY_MS));
  return (
    `Paid until ${day} only: its registry has renewed it by itself${until}, its holder has not.${held} ` +
    `Pay for it${at || ' at the registrar'} now; unpaid, it can be given back until ${last ?? 'then'}.`
  );
}

interface Parts {
  day: string;
  said: string;
  at: string;
}

function nearDate(registration: Registration, now: Date, { day, said, at }: Parts): string {
  const days = registrationDaysLeft(registration, now) ?? 0;
  if (days <= 0) {
    return `Was to expire on ${day}${said}. ${unconfirmed(registration, now)} See whether it is renewed${at}.`;
  }
  const expires = `Expires ${inDays(days)}, on ${day}${said}.`;
  return isStale(registration, now)
    ? `${expires} ${unconfirmed(registration, now)} See whether it is renewed${at}.`
    : `${expires} Renew it${at}.`;
}

function unconfirmed({ confirmedAt, failure }: Registration, now: Date): string {
  const days = Math.floor((now.getTime() - (confirmedAt ?? now).getTime()) / DAY_MS);
  const since = days > 1 ? `for ${days} days` : 'lately';
  return [`This could not be confirmed ${since}.`, failure?.message ?? ''].join(' ').trim();
}

function targetsOnIt(names: readonly string[]): string {
  if (names.length === 0) return '';
  const shown = names.slice(0, MAX_NAMES).map((name) => plainLine(name, NAME_LENGTH));
  const others = names.length - shown.length;
  const more = others > 0 ? ` and ${others} more` : '';
  return `${names.length === 1 ? 'Target' : 'Targets'} on it: ${shown.join(', ')}${more}.`;
}
