import type { ExpiryItem, Target } from '@app/domain';
import { type ExpiryTone, expiryTone, isLost } from '../../shared/util/expiry-tone';

/** Days left from which on an expiry is worth a place in the list. */
const SOON_DAYS = 30;

export interface Expiring {
  kind: ExpiryItem['kind'];
  days: number;
  tone: ExpiryTone;
  expiresAt: Date;
  source: ExpiryItem['source'];
}

/** The certificate and the domain of a target, as far as they expire soon. */
export function expiringSoon({
  certificate,
  domain,
  thresholds,
}: Pick<Target, 'certificate' | 'domain' | 'thresholds'>): Expiring[] {
  return [
    ...soon('certificate', certificate?.thresholdDays ?? thresholds.certificateDays, {
      daysLeft: certificate?.daysLeft ?? null,
      expiresAt: certificate?.validTo ?? null,
      source: 'certificate',
    }),
    ...soon('domain', thresholds.domainDays, {
      daysLeft: domain?.daysLeft ?? null,
      expiresAt: domain?.expiresAt ?? null,
      source: domain?.source ?? null,
    }).map((entry) => (isLost(domain?.standing) ? { ...entry, tone: 'down' as const } : entry)),
  ];
}

function soon(
  kind: ExpiryItem['kind'],
  threshold: number,
  { daysLeft, expiresAt, source }: Nullable<Pick<ExpiryItem, 'daysLeft' | 'expiresAt' | 'source'>>,
): Expiring[] {
  if (daysLeft === null || expiresAt === null || source === null) return [];
  if (daysLeft > SOON_DAYS) return [];
  return [{ kind, days: daysLeft, tone: expiryTone(daysLeft, threshold), expiresAt, source }];
}

type Nullable<T> = { [K in keyof T]: T[K] | null };
