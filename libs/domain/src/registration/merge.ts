import { believeDate } from './believe-date.ts';
import { isPast } from './judge.ts';
import type { RegistrationAnswer, RegistrationFacts, RegistrationOutcome } from './schema.ts';
import type { Registration } from './state.ts';

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
    outcome,
    failure,
    failures: isTechnical ? previous.failures + 1 : 0,
    failingSince: isTechnical ? (previous.failingSince ?? now) : null,
    retryAt,
    lookedUpAt: now,
    replies,
  };
}

function withAbsence(previous: Registration, now: Date): Registration {
  const since = previous.absence?.since ?? now;
  const isConfirmed = now.getTime() - since.getTime() >= CONFIRM_ABSENCE_MS;
  const confirmedAt = previous.absence?.confirmedAt ?? (isConfirmed ? now : null);
  const standing = confirmedAt ? 'not-found' : previous.standing;
  return { ...previous, outcome: 'not-found', standing, absence: { since, confirmedAt } };
}

/** Facts that an answer leaves out stay: two services of a registry rarely tell the same things. */
const mergeFacts = (previous: Registration, answer: FactsAnswer): RegistrationFacts => ({
  registrar: answer.registrar ?? previous.registrar,
  statuses: answer.statuses.length > 0 ? answer.statuses : previous.statuses,
  nameServers: answer.nameServers.length > 0 ? answer.nameServers : previous.nameServers,
});

function outcomeOf(answer: FactsAnswer, merged: Registration, now: Date): RegistrationOutcome {
  if (answer.outcome !== 'ok' && answer.outcome !== 'expired') return answer.outcome;
  const { expiresAt, precision } = merged;
  return expiresAt && isPast(expiresAt, precision, now) ? 'expired' : 'ok';
}

type DatedAnswer = Exclude<FactsAnswer, { outcome: 'not-published' }>;

function withDate(previous: Registration, answer: DatedAnswer, now: Date): Registration {
  const { expiresAt, precision, source } = answer;
  return expiresAt ? believeDate(previous, { expiresAt, precision, source }, now) : previous;
}

function withFacts(previous: Registration, answer: FactsAnswer, now: Date): Registration {
  const facts = { ...previous, ...mergeFacts(previous, answer), absence: null, answeredAt: now };
  const merged = answer.outcome === 'not-published' ? facts : withDate(facts, answer, now);
  const outcome = outcomeOf(answer, merged, now);
  return { ...merged, outcome, standing: outcome, server: answer.server };
}

/**
 * What is believed after one more answer. Failures never overwrite a date; a domain is gone only when a second
 * answer says so at least 20 hours later; a date earlier than the stored one needs a second answer. What was heard is
 * kept until a lookup states the date that counts.
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
    : withAbsence({ ...answered, server: answer.server }, now);
}
