import { maxPlausibleTime, registrationUpTo } from '@app/domain';
import type { Ports } from '../ports/index.ts';

/**
 * Makes lookups of domains due that were planned before the clock was set back. A lookup too many is better
 * than none for as long as the clock was ahead; turns at the registry keep them apart. Answers how many.
 */
export async function rescheduleLookups(
  { registrations, log }: Pick<Ports, 'registrations' | 'log'>,
  now: Date,
  limit: number,
): Promise<number> {
  let mended = 0;
  const domains = await registrations.changedSince(maxPlausibleTime(now), limit);
  for (const record of await registrations.getMany(domains)) {
    const { registration, version } = record;
    const change = registrationUpTo(record, now);
    if (await registrations.change(registration.domain, version, change)) mended++;
  }
  if (mended > 0) log.warn({ domains: mended }, 'domains were dated in the future and are due now');
  return mended;
}

/**
 * Makes deliveries due whose next attempt was planned before the clock was set back. One that is under way
 * keeps its lease. Answers how many.
 */
export async function rescheduleRetries(
  { deliveries, newId, log }: Pick<Ports, 'deliveries' | 'newId' | 'log'>,
  now: Date,
  limit: number,
): Promise<number> {
  let mended = 0;
  const until = maxPlausibleTime(now);
  const { items } = await deliveries.list({ state: 'pending', limit });
  for (const { id, updatedAt, nextAttemptAt } of items) {
    if (updatedAt < until || nextAttemptAt === null) continue;
    const token = newId();
    if (!(await deliveries.claim(id, nextAttemptAt, { token, until }))) continue;
    const change = { attempt: null, state: 'pending', nextAttemptAt: now } as const;
    if (await deliveries.complete(id, token, change)) mended++;
  }
  if (mended > 0) {
    log.warn({ deliveries: mended }, 'deliveries were dated in the future and are due now');
  }
  return mended;
}
