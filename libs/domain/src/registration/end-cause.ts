import type { RegistrationEndCause } from '../alert/cause.ts';
import type { RegistrationStep } from '../alert/registration-step.ts';
import { plainLine } from '../common/plain-line.ts';
import { isOnHold } from './auto-renew.ts';
import { isStale, registrationDaysLeft } from './judge.ts';
import type { Registration } from './state.ts';

const DAY_MS = 86_400_000;
/** Targets that are named; the others are counted. */
const MAX_NAMES = 3;
const NAME_LENGTH = 60;

/**
 * Why people are told of a registration.
 *
 * @param targetNames the targets on it, the oldest first
 */
export function registrationEndCause(
  registration: Registration,
  step: RegistrationStep,
  { now, targetNames }: { now: Date; targetNames: readonly string[] },
): RegistrationEndCause {
  const { expiresAt, source, dateOf, statuses, autoRenewedTo, delegation } = registration;
  const registrar = plainLine(registration.registrar ?? '', NAME_LENGTH).replace(/\.$/, '');
  const goneSince = delegation?.goneSince;
  const moreTargets = targetNames.length - MAX_NAMES;
  return {
    is: 'registration-end',
    step,
    ...(expiresAt && { expiresAt }),
    ...(source && { source }),
    ...(dateOf === 'registrar' && { isRegistrarsDate: true }),
    ...(registrar && { registrar }),
    ...(isOnHold(statuses) && { isOnHold: true }),
    ...(autoRenewedTo && { autoRenewedTo }),
    ...(goneSince && { goneSince }),
    ...dateFacts(registration, now),
    targets: targetNames.slice(0, MAX_NAMES).map((name) => plainLine(name, NAME_LENGTH)),
    ...(moreTargets > 0 && { moreTargets }),
  };
}

function dateFacts(
  registration: Registration,
  now: Date,
): Pick<RegistrationEndCause, 'daysLeft' | 'unconfirmed'> {
  const daysLeft = registrationDaysLeft(registration, now);
  if (daysLeft === null) return {};
  if (daysLeft > 0 && !isStale(registration, now)) return { daysLeft };
  const { confirmedAt, failure } = registration;
  const days = Math.floor((now.getTime() - (confirmedAt ?? now).getTime()) / DAY_MS);
  return { daysLeft, unconfirmed: { days, ...(failure && { why: failure }) } };
}
