import type { RegistrationEndCause } from '../../alert/cause.ts';
import type { RegistrationFailure } from '../../check/registration-failure.ts';
import type { RegistrationSource } from '../../check/registration-source.ts';
import { inDays } from '../format/days.ts';
import { formatDay } from '../format/instant.ts';

const DAY_MS = 86_400_000;

const SOURCES: Record<RegistrationSource, string> = {
  rdap: 'RDAP',
  whois: 'WHOIS',
  manual: 'typed in',
};

function saidBy({ source, isRegistrarsDate }: RegistrationEndCause): string {
  if (source === undefined) return '';
  if (source === 'manual') return ', a date that somebody typed in';
  return `, says the ${isRegistrarsDate ? 'registrar' : 'registry'} (${SOURCES[source]})`;
}

/**
 * Why people are told of a registration: what it has come to with date and source, what to do and where, and the
 * targets on it.
 */
export const describeRegistrationEnd = (
  cause: RegistrationEndCause,
  helpers: LookupWords,
): string =>
  [condition(cause, helpers), targetsOnIt(cause)].filter((sentence) => sentence !== '').join(' ');

/** Says why a lookup failed. */
interface LookupWords {
  describeRegistrationFailure: (failure: RegistrationFailure) => string;
}

/** Parts of which several sentences are made. */
interface Parts {
  day: string;
  said: string;
  at: string;
}

function condition(cause: RegistrationEndCause, helpers: LookupWords): string {
  const { expiresAt, source, registrar } = cause;
  const at = registrar ? ` at ${registrar}` : '';
  const ask = `Ask ${registrar ?? 'the registrar'}`;
  const day = expiresAt ? formatDay(expiresAt) : 'an unknown day';
  const said = saidBy(cause);
  const dated = (words: string): string =>
    expiresAt && source ? ` ${words} ${day} (${SOURCES[source]}).` : '';
  const was = dated('Its date was');
  switch (cause.step) {
    case 'redemption':
      return `Deleted, says the registry: only its holder can still get it back (redemption).${was} ${ask} for it now.`;
    case 'pending-delete':
      return `About to be free for everybody, says the registry (pending delete).${was} ${ask} at once what can still be done.`;
    case 'auto-renewed':
      return renewedByRegistry(cause, { day, at });
    case 'undelegated':
      // Its registry may well keep it: then its date is still ahead.
      return undelegated(cause, {
        ask,
        until: (cause.daysLeft ?? 0) > 0 ? dated('It is registered until') : was,
      });
    case 'not-found':
      return `No longer registered, two sources said on two days: anybody can take it now.${was} ${ask} at once, or register it anew.`;
    case 'expired':
      return `Expired on ${day}${said}. ${source === 'manual' ? 'Renew it, or type in its new date' : `Renew it${at} before it is deleted`}.`;
    default:
      return nearDate(cause, { day, said, at }, helpers);
  }
}

function undelegated(
  { goneSince, isOnHold }: RegistrationEndCause,
  { ask, until }: { ask: string; until: string },
): string {
  const since = goneSince ? ` since ${formatDay(goneSince)}` : '';
  const held = isOnHold ? ' It is on hold.' : '';
  return `Not in the DNS any more${since}: its registry has no delegation for it, and no name below it works.${held}${until} ${ask} for it now.`;
}

/** How long a registrar may give a domain back that its registry has renewed (ICANN, auto-renew grace period). */
const GRACE_DAYS = 45;

function renewedByRegistry(
  { expiresAt, autoRenewedTo, isOnHold }: RegistrationEndCause,
  { day, at }: Omit<Parts, 'said'>,
): string {
  const until = autoRenewedTo ? ` until ${formatDay(autoRenewedTo)}` : '';
  const held = isOnHold ? ' It is on hold and does not work.' : '';
  const last = expiresAt && formatDay(new Date(expiresAt.getTime() + GRACE_DAYS * DAY_MS));
  return (
    `Paid until ${day} only: its registry has renewed it by itself${until}, its holder has not.${held} ` +
    `Pay for it${at || ' at the registrar'} now; unpaid, it can be given back until ${last ?? 'then'}.`
  );
}

function nearDate(
  { daysLeft = 0, unconfirmed }: RegistrationEndCause,
  { day, said, at }: Parts,
  helpers: LookupWords,
): string {
  const expires =
    daysLeft <= 0
      ? `Was to expire on ${day}${said}.`
      : `Expires ${inDays(daysLeft)}, on ${day}${said}.`;
  return unconfirmed
    ? `${expires} ${notConfirmed(unconfirmed, helpers)} See whether it is renewed${at}.`
    : `${expires} Renew it${at}.`;
}

function notConfirmed(
  { days, why }: NonNullable<RegistrationEndCause['unconfirmed']>,
  { describeRegistrationFailure }: LookupWords,
): string {
  const since = days > 1 ? `for ${days} days` : 'lately';
  return [
    `This could not be confirmed ${since}.`,
    ...(why ? [describeRegistrationFailure(why)] : []),
  ].join(' ');
}

function targetsOnIt({ targets, moreTargets }: RegistrationEndCause): string {
  if (targets.length === 0) return '';
  const more = moreTargets ? ` and ${moreTargets} more` : '';
  return `${targets.length === 1 ? 'Target' : 'Targets'} on it: ${targets.join(', ')}${more}.`;
}
