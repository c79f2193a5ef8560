import { holdersDate, isOnHold, type ExactDate } from './auto-renew.ts';
import { acceptDate, pickExpiryDate, type StatedDate } from './pick-expiry-date.ts';
import { followDelegation } from './delegation.ts';
import { isOutranked } from './evidence.ts';
import { isPast } from './judge.ts';
import type { RegistrationAnswer, RegistrationOutcome } from './schema.ts';
import type { Registration } from './state.ts';
import { lifecycleOf } from './status.ts';

/** A registry's "no such domain" is believed when it is repeated this long after the first time. */
const CONFIRM_ABSENCE_MS = 20 * 3_600_000;

type FailureAnswer = Extract<RegistrationAnswer, { failure: unknown }>;
type FactsAnswer = Extract<RegistrationAnswer, { nameServers: unknown }>;

function withFailure(previous: Registration, answer: FailureAnswer, now: Date): Registration {
  const { failure, retryAt, outcome, replies } = answer;
  // Whoever may know was not asked: the lookup is only put off.
  if (failure.class === 'throttled') {
    return { ...previous, retryAt, replies: replies.length > 0 ? replies : previous.replies };
  }
  const isTechnical = outcome !== 'unsupported';
  return {
    ...previous,
    // The DNS answers for itself, whether a registry does or not.
    delegation: followDelegation(previous.delegation, answer.delegation, now),
    outcome,
    failure,
    failures: isTechnical ? previous.failures + 1 : 0,
    failingSince: isTechnical ? (previous.failingSince ?? now) : null,
    retryAt,
    lookedUpAt: now,
    replies,
  };
}

type AbsenceAnswer = Extract<RegistrationAnswer, { witnesses: unknown }>;

/** One service alone is not believed: some answer "not found" for domains that they do not hold. */
function withAbsence(previous: Registration, answer: AbsenceAnswer, now: Date): Registration {
  const since = previous.absence?.since ?? now;
  const isConfirmed =
    answer.witnesses.length > 1 && now.getTime() - since.getTime() >= CONFIRM_ABSENCE_MS;
  const confirmedAt = previous.absence?.confirmedAt ?? (isConfirmed ? now : null);
  return {
    ...previous,
    outcome: 'not-found',
    standing: confirmedAt ? 'not-found' : previous.standing,
    server: answer.server,
    absence: { since, confirmedAt },
  };
}

/** How near to its end a status brings a domain: the higher, the worse. */
function gravity(statuses: readonly string[]): number {
  const end = lifecycleOf(statuses);
  if (end) return END_GRAVITY[end];
  return isOnHold(statuses) ? 1 : 0;
}

const END_GRAVITY = { redemption: 2, 'pending-delete': 3 } as const;

type EndOfLife = keyof typeof END_GRAVITY;

const isEnd = (outcome: RegistrationOutcome | null): outcome is EndOfLife =>
  outcome !== null && Object.hasOwn(END_GRAVITY, outcome);

/** Whether a lesser service may not better the statuses that a better one stated. */
const isOutrankedByStatus = (previous: Registration, answer: FactsAnswer, now: Date): boolean =>
  isOutranked(answer.source, { source: previous.statusSource, at: previous.statusesAt }, now);

/**
 * Facts that an answer leaves out stay, as two services of a registry rarely tell the same things; and so do statuses
 * that a better service stated, unless they become worse, and name servers.
 */
function mergeFacts(previous: Registration, answer: FactsAnswer, now: Date) {
  const { registrar, statuses, nameServers, source } = answer;
  const isLesser = isOutrankedByStatus(previous, answer, now);
  const isTaken =
    statuses.length > 0 && (!isLesser || gravity(statuses) > gravity(previous.statuses));
  return {
    registrar: registrar ?? previous.registrar,
    nameServers:
      nameServers.length > 0 && !(isLesser && previous.nameServers.length > 0)
        ? nameServers
        : previous.nameServers,
    ...(isTaken ? { statuses, statusSource: source, statusesAt: now } : {}),
  };
}

/** An end of life is bettered only by statuses of a service that is as good; neither by a date nor by silence. */
function endAfter(previous: Registration, answer: FactsAnswer, now: Date): EndOfLife | null {
  const stated = isEnd(answer.outcome) ? answer.outcome : null;
  const known = isEnd(previous.standing) ? previous.standing : null;
  if (stated === null && known === null) return null;
  if (stated !== null && (known === null || END_GRAVITY[stated] >= END_GRAVITY[known])) {
    return stated;
  }
  const isSilent = answer.statuses.length === 0 && stated === null;
  return isSilent || isOutrankedByStatus(previous, answer, now) ? known : stated;
}

/** Where a date of a registry is known, it says what the domain is, also when an answer leaves it out. */
function outcomeByDate({ expiresAt, precision, source }: Registration, now: Date) {
  if (!expiresAt || source === 'manual') return null;
  return isPast(expiresAt, precision, now) ? 'expired' : 'ok';
}

type DatedAnswer = Exclude<FactsAnswer, { outcome: 'not-published' }>;

function withDate(previous: Registration, answer: DatedAnswer, now: Date): Registration {
  const { expiresAt, precision, source, dateOf = 'registry', registrarDate } = answer;
  const told = registrarDate ?? (dateOf === 'registrar' && expiresAt ? { expiresAt } : null);
  const known = { ...previous, registrarExpiresAt: told?.expiresAt ?? previous.registrarExpiresAt };
  if (!expiresAt) return known;
  const stated = { expiresAt, precision, source, dateOf };
  const paid =
    dateOf === 'registry'
      ? holdersDate({
          previous,
          statuses: previous.statuses,
          registry: stated,
          registrar: registrarDate,
          now,
        })
      : null;
  return paid
    ? renewedByRegistry(known, stated, { paid, now })
    : pickExpiryDate(known, stated, now);
}

/** The holder's date goes on to count. A lesser service that leaves out what spoke against a renewal changes nothing. */
function renewedByRegistry(
  known: Registration,
  stated: StatedDate,
  { paid, now }: { paid: ExactDate; now: Date },
): Registration {
  const dateOf = known.registrarExpiresAt?.getTime() === paid.expiresAt.getTime();
  return {
    ...acceptDate(known, { ...stated, ...paid, dateOf: dateOf ? 'registrar' : 'registry' }, now),
    autoRenewedTo: stated.expiresAt,
  };
}

function withFacts(previous: Registration, answer: FactsAnswer, now: Date): Registration {
  const facts = {
    ...previous,
    ...mergeFacts(previous, answer, now),
    absence: null,
    delegation: followDelegation(previous.delegation, answer.delegation, now),
    answeredAt: now,
    server: answer.server,
  };
  const merged = answer.outcome === 'not-published' ? facts : withDate(facts, answer, now);
  const end = endAfter(previous, answer, now);
  const byDate = outcomeByDate(merged, now);
  const standing = end ?? byDate ?? answer.outcome;
  const isSilent = end === null && answer.outcome === 'not-published';
  return { ...merged, outcome: isSilent ? 'not-published' : standing, standing };
}

/**
 * What is believed after one more answer. Failures never overwrite a date; a domain is gone only when two services say
 * so, at least 20 hours after one first did; a date earlier than the stored one needs a second answer; an end of life is
 * bettered by statuses only, and nothing by an answer that says less. What was heard is kept until a lookup states the
 * date that counts.
 *
 * @param now time of the answer
 */
export function mergeRegistration(
  previous: Registration,
  answer: RegistrationAnswer,
  now: Date,
): Registration {
  if ('failure' in answer) return withFailure(previous, answer, now);
  const answered: Registration = {
    ...previous,
    failure: null,
    failures: 0,
    failingSince: null,
    retryAt: null,
    lookedUpAt: now,
    replies: answer.replies,
  };
  return 'nameServers' in answer
    ? withFacts(answered, answer, now)
    : withAbsence(answered, answer, now);
}
