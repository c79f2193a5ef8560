import { maxPlausibleTime } from '@app/domain';
import { registrationUpTo } from '@app/domain/registration';
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

/** Makes deliveries due whose next attempt was planned before the clock was set back. Answers how many. */
export async function rescheduleRetries(
  { deliveries, log }: Pick<Ports, 'deliveries' | 'log'>,
  now: Date,
): Promise<number> {
  const mended = await deliveries.repairFutureTimes(maxPlausibleTime(now), now);
  if (mended > 0) {
    log.warn({ deliveries: mended }, 'deliveries were dated in the future and are due now');
  }
  return mended;
}
