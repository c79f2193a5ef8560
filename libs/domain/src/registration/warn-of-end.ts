import type { RegistrationStep } from '../alert/registration-step.ts';
import { endEntries } from '../outbox/end-entries.ts';
import type { OutboxEntry } from '../outbox/entry.ts';
import { expiryAlert, resumedAlert } from '../outbox/expiry-alert.ts';
import type { WarnedTarget } from './warned-target.ts';
import { formatDay } from '../text/format/instant.ts';
import { registrationEndCause } from './end-cause.ts';
import { isRenewal } from './judge.ts';
import { isSameExpiry } from './pick-expiry-date.ts';
import type { RegistrationRecord, RegistrationWarning } from './record.ts';
import {
  hasEnded,
  isBetterAgain,
  isEndOfLife,
  isLaterRegistrationStep,
  registrationSeverity,
  registrationWarning,
} from './step.ts';

/** Days before the end from which on people are told: the earliest wish of the targets on a domain. */
export const thresholdOf = (targets: readonly Pick<WarnedTarget, 'thresholds'>[]): number =>
  Math.max(0, ...targets.map(({ thresholds }) => thresholds.domainDays));

/**
 * What people must be told of the end of a registration: each step once for each date, until the date has moved out
 * or the matter is over. Another date and every end that really comes are new matters, and so is a domain that comes
 * back from its end. After a pause it stands as before.
 */
export function warnOfEnd(
  { newId, now }: { newId: () => string; now: Date },
  { registration, warning: stored }: Pick<RegistrationRecord, 'registration' | 'warning'>,
  targets: readonly WarnedTarget[],
): { warning: RegistrationWarning | null; intents: OutboxEntry[] } {
  const warning = isNewsTo(targets, stored) ? null : stored;
  const { expiresAt } = registration;
  const step = registrationWarning(registration, thresholdOf(targets), now);
  const told = warning?.alertIds ?? [];
  if (step === null) {
    const isRenewed = warning?.expiresAt && expiresAt && isRenewal(warning.expiresAt, expiresAt);
    const resolution = isRenewed ? 'renewed' : 'recovered';
    return { warning: null, intents: endEntries({ newId }, told, { resolution, at: now }) };
  }
  const isSame = isSameDate(warning?.expiresAt ?? null, expiresAt);
  const isBack = warning !== null && isBetterAgain(step, warning.step);
  const isLater = warning === null || isLaterRegistrationStep(step, warning.step);
  const said = {
    kind: 'domain',
    severity: registrationSeverity(step),
    cause: registrationEndCause(registration, step, {
      now,
      targetNames: targets.map(({ name }) => name),
    }),
    at: now,
  } as const;
  if (isSame && !isBack && !isLater) {
    if (!warning.pausedAt) return { warning, intents: [] };
    const { pausedAt: _, ...known } = warning;
    const { alertIds, intents } = resumedAlert({ newId }, known.pausedAlertIds ?? [], said);
    return { warning: { ...known, alertIds }, intents };
  }
  const date = (isSame ? warning?.expiresAt : null) ?? expiresAt;
  const { alertIds, intents } = expiryAlert({ newId }, told, {
    ...said,
    key: keyOf(date, step, now),
    isNewMatter: !isSame || isBack || hasEnded(step),
  });
  const paused = isSame ? warning?.pausedAlertIds : undefined;
  return {
    warning: { alertIds, expiresAt: date, step, ...(paused ? { pausedAlertIds: paused } : {}) },
    intents,
  };
}

/** A target that was added since the pause in which a warning ended was never told. */
const isNewsTo = (targets: readonly WarnedTarget[], warning: RegistrationWarning | null): boolean =>
  targets.some(({ createdAt }) => warning?.pausedAt && createdAt > warning.pausedAt);

/** Names what is told once. A domain that comes back may be lost again: that is told again. */
function keyOf(date: Date | null, step: RegistrationStep, now: Date): string {
  const told = `${date ? formatDay(date) : 'no-date'}-${step}`;
  return isEndOfLife(step) || step === 'undelegated' ? `${told}-${formatDay(now)}` : told;
}

/** A date that is learned or gets lost meanwhile is not another one. */
const isSameDate = (told: Date | null, known: Date | null): boolean =>
  told === null || known === null || isSameExpiry(told, known);
