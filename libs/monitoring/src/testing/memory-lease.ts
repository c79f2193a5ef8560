import type { Lease } from '@app/domain';

/** A lease that ends later than this was made by a clock that was ahead: it binds nobody. */
const LONGEST_MS = 60_000;

/** Whether nobody holds something at an instant, by the rule of the real stores. */
export const isFreeAt = (lease: Lease | null | undefined, now: Date): boolean =>
  !lease || lease.until <= now || lease.until.getTime() - now.getTime() > LONGEST_MS;
