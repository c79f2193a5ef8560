import { kindOfUrl } from '../common/target-kind.ts';
import type { OutboxEntry } from '../outbox/entry.ts';
import type { RegistrationRecord } from './record.ts';
import { registrationStatus, type RegistrationStatus } from './target-status.ts';
import { thresholdOf } from './warn-of-end.ts';
import type { WarnedTarget } from './warned-target.ts';

type Judged = Pick<RegistrationRecord, 'registration' | 'troubleAlertId'>;

/** The status that targets show which watch the domain only. */
export const statusOnDomain = (
  { registration, troubleAlertId }: Judged,
  targets: readonly WarnedTarget[],
  now: Date,
): RegistrationStatus =>
  registrationStatus(registration, {
    threshold: thresholdOf(targets),
    isFailing: troubleAlertId !== null,
    now,
  });

/** Targets whose status is that of the domain. */
export const domainsOnly = <T extends Pick<WarnedTarget, 'url'>>(targets: readonly T[]): T[] =>
  targets.filter(({ url }) => kindOfUrl(url) === 'domain');

/** What follows for the targets that watch the domain only, where they do not show yet what it has become. */
export function statusEntries(
  { newId, now }: { newId: () => string; now: Date },
  record: Judged,
  targets: readonly WarnedTarget[],
): OutboxEntry[] {
  const status = statusOnDomain(record, targets, now);
  const isShown = domainsOnly(targets).every(({ state }) => state.status === status);
  return isShown ? [] : [{ id: newId(), type: 'show-status' }];
}
