import type { RegistrationAnswer, RegistrationSource, RegistryReply } from '@app/domain';
import { isPast, lifecycleOf } from '@app/domain/registration';
import type { ExpiryDate } from './dates/read-date.ts';
import { unreachable, type Finding } from './finding.ts';

/** Registries delete a domain within months of its expiry; an older date is a misreading. */
const LONGEST_PAST_MS = 400 * 86_400_000;

const toExact = ({ expiresAt, precision }: ExpiryDate): ExpiryDate => ({ expiresAt, precision });

export interface AnswerOrigin {
  readonly source: Exclude<RegistrationSource, 'manual'>;
  readonly server: string | null;
  readonly replies: readonly RegistryReply[];
  readonly now: Date;
}

/** Judges what a service said: is the domain in order, at its end, or is the answer not to be believed? */
export function toAnswer(
  finding: Finding,
  { source, server, replies: heard, now: fetchedAt }: AnswerOrigin,
): RegistrationAnswer {
  const replies = [...heard];
  if ('failure' in finding) {
    const { kind, failure, retryAt } = finding;
    return { outcome: kind, failure, retryAt, server, fetchedAt, replies };
  }
  const origin = { source, server, fetchedAt, replies };
  if (finding.kind === 'not-found') return { outcome: 'not-found', witnesses: [source], ...origin };
  const { facts } = finding;
  // A registry may leave its own date out and tell the registrar's: that is a date, too.
  const expiry = finding.expiry ?? finding.registrarDate;
  const dates = {
    ...(finding.expiry ? {} : { dateOf: 'registrar' as const }),
    ...(finding.expiry && finding.registrarDate
      ? { registrarDate: toExact(finding.registrarDate) }
      : {}),
  };
  const lifecycle = lifecycleOf(facts.statuses);
  if (lifecycle) {
    const { expiresAt = null, precision = 'day' } = expiry ?? {};
    return { outcome: lifecycle, expiresAt, precision, ...(expiry && dates), ...facts, ...origin };
  }
  if (!expiry) return { outcome: 'not-published', ...facts, ...origin };
  const { expiresAt, precision } = expiry;
  if (fetchedAt.getTime() - expiresAt.getTime() > LONGEST_PAST_MS) {
    const finding = unreachable('implausible', { is: 'long-past', server, expiresAt });
    return toAnswer(finding, { source, server, replies, now: fetchedAt });
  }
  const outcome = isPast(expiresAt, precision, fetchedAt) ? 'expired' : 'ok';
  return { outcome, expiresAt, precision, ...dates, ...facts, ...origin };
}
