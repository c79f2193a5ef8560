import type { ResolvedAddress } from '../names/resolver.ts';

/**
 * Puts addresses in the order in which they are tried (RFC 8305 section 4): families take turns, the preferred one
 * begins, and each family keeps the order of its answers.
 */
export function orderAddresses(
  addresses: readonly ResolvedAddress[],
  preferred: 4 | 6 | undefined = addresses[0]?.family,
): readonly ResolvedAddress[] {
  const first = addresses.filter(({ family }) => family === preferred);
  if (first.length === 0 || first.length === addresses.length) return addresses;
  const second = addresses.filter(({ family }) => family !== preferred);
  return Array.from({ length: Math.max(first.length, second.length) }, (_, index) => [
    ...first.slice(index, index + 1),
    ...second.slice(index, index + 1),
  ]).flat();
}
