/**
 * Offsets in minutes of the zone names that registries write. Names that stand for several zones (IST, CST, BST
 * and the like) are missing on purpose: such a date is read as a calendar day.
 */
const NAMED = new Map([
  ['z', 0],
  ['utc', 0],
  ['gmt', 0],
  ['wat', 60],
  ['cet', 60],
  ['cest', 120],
  ['cat', 120],
  ['sast', 120],
  ['eet', 120],
  ['eest', 180],
  ['eat', 180],
  ['msk', 180],
  ['hkt', 480],
  ['jst', 540],
  ['kst', 540],
  ['brt', -180],
  ['clst', -180],
  ['clt', -240],
]);

/** Registries that write their local time without saying so. */
const REGISTRY_OFFSETS = new Map([
  ['cn', 480],
  ['xn--fiqs8s', 480],
  ['xn--fiqz9s', 480],
]);

const OFFSET = /^(?:utc|gmt)?\s?([+-])(\d{1,2})(?::?(\d{2}))?$/;

/** Offset from UTC in minutes of a zone such as `Z`, `+03`, `-0700`, `(UTC+8)` or `EEST`; null when unknown. */
export function zoneOffset(text: string): number | null {
  const zone = text
    .trim()
    .replace(/^\((.*)\)$/, '$1')
    .toLowerCase();
  const [, sign, hours, minutes = '0'] = OFFSET.exec(zone) ?? [];
  if (!sign || !hours) return NAMED.get(zone) ?? null;
  const offset = Number(hours) * 60 + Number(minutes);
  return offset > 14 * 60 ? null : offset * (sign === '-' ? -1 : 1);
}

/** Offset of the times that a registry writes without a zone; null when it is not known. */
export const registryOffset = (tld: string): number | null => REGISTRY_OFFSETS.get(tld) ?? null;
