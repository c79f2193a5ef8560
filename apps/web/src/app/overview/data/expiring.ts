import type { Target } from '@app/domain';

/** Days left from which on an expiry is worth a place in the list. */
const SOON_DAYS = 30;

export interface Expiring {
  what: 'certificate' | 'domain';
  days: number;
}

/** The certificate and the domain of a target, as far as they expire soon. */
export function expiringSoon({ certificate, domain }: Pick<Target, 'certificate' | 'domain'>): Expiring[] {
  const left = [
    { what: 'certificate' as const, days: certificate?.daysLeft ?? null },
    { what: 'domain' as const, days: domain?.daysLeft ?? null },
  ];
  return left.flatMap(({ what, days }) => (days !== null && days <= SOON_DAYS ? [{ what, days }] : []));
}
