import { isSameExpiry } from './pick-expiry-date.ts';
import { isPast, isRenewal } from './judge.ts';
import type { DatePrecision } from './schema.ts';
import type { Registration } from './state.ts';

const DAY_MS = 86_400_000;
/** A registrar may give a domain back for 45 days after its registry renewed it; then the registry's date counts. */
const GRACE_MS = 60 * DAY_MS;

const GRACE = /^auto-?renew/i;
const HOLD = /^(?:(?:client|server|registrar|registry)-?hold|(?:on-?)?hold)$/i;

/** True while a domain is taken out of the DNS: nobody has paid for it, or it is in dispute. */
export const isOnHold = (statuses: readonly string[]): boolean =>
  statuses.some((status) => HOLD.test(status));

/** True where a registry's date alone does not say that its holder has renewed. */
export const isRenewalInDoubt = (statuses: readonly string[]): boolean =>
  isOnHold(statuses) || statuses.some((status) => GRACE.test(status));

export interface ExactDate {
  readonly expiresAt: Date;
  readonly precision: DatePrecision;
}

export interface RegistryRenewal {
  readonly previous: Registration;
  /** What is believed of them after this answer. */
  readonly statuses: readonly string[];
  /** The registry's date in this answer. */
  readonly registry: ExactDate;
  /** The registrar's date in this answer. */
  readonly registrar: ExactDate | undefined;
  readonly now: Date;
}

/**
 * The date until which its holder has paid for a domain that its registry renewed by itself; null where nothing says
 * that it was so. Registries of generic domains renew every domain on the day of its date, and the registrar may give
 * it back for 45 days (ICANN, auto-renew grace period). Only a registrar's date that moved along, or the end of that
 * time, tells that the holder wants it.
 */
export function holdersDate(renewal: RegistryRenewal): ExactDate | null {
  const { previous, statuses, registry, registrar, now } = renewal;
  const isHeld = isOnHold(statuses);
  // That it has moved stays true when another answer leaves it out; that it has not must be told anew.
  const told = registrar?.expiresAt ?? previous.registrarExpiresAt;
  const isMoved = told !== null && !isRenewal(told, registry.expiresAt);
  if (registrar && !isMoved && countsForHolder(renewal, registrar, isHeld)) {
    return asKnown(previous, registrar);
  }
  const before = dateBefore(previous, registry);
  if (isHeld && before) return before;
  if (isMoved) return null;
  if (statuses.some((status) => GRACE.test(status))) {
    return before ?? yearBefore(registry, now);
  }
  return registrar || !before || !isUnpaidStill(previous, now) ? null : before;
}

/** A registrar's date that stays behind for longer than the grace period is one that nobody keeps. */
function countsForHolder(
  { statuses, now }: RegistryRenewal,
  { expiresAt, precision }: ExactDate,
  isHeld: boolean,
): boolean {
  if (statuses.some((status) => GRACE.test(status))) return true;
  if (!isPast(expiresAt, precision, now)) return false;
  return isHeld || now.getTime() - expiresAt.getTime() <= GRACE_MS;
}

/** Alerts are told once per date: the stored value stays where it is the same one. */
const asKnown = ({ expiresAt, precision }: Registration, stated: ExactDate): ExactDate =>
  expiresAt && isSameExpiry(expiresAt, stated.expiresAt) ? { expiresAt, precision } : stated;

/** The date that a registry had before it moved on; null when it was never heard. */
function dateBefore(
  { expiresAt, precision, source, autoRenewedTo }: Registration,
  registry: ExactDate,
): ExactDate | null {
  if (!expiresAt || source === 'manual') return null;
  if (autoRenewedTo && !isSameExpiry(autoRenewedTo, registry.expiresAt)) return null;
  return isRenewal(expiresAt, registry.expiresAt) ? { expiresAt, precision } : null;
}

/** A registry renews by a year on the day of the date. A later date than that somebody has paid for. */
function yearBefore({ expiresAt, precision }: ExactDate, now: Date): ExactDate | null {
  const before = new Date(expiresAt);
  before.setUTCFullYear(before.getUTCFullYear() - 1);
  return before <= now ? { expiresAt: before, precision } : null;
}

/** The registrar's date had passed, and an answer without one says nothing about it. */
function isUnpaidStill(
  { autoRenewedTo, expiresAt, registrarExpiresAt }: Registration,
  now: Date,
): boolean {
  if (!autoRenewedTo || !expiresAt || !registrarExpiresAt) return false;
  return (
    isRenewal(registrarExpiresAt, autoRenewedTo) && now.getTime() - expiresAt.getTime() <= GRACE_MS
  );
}
