import type { ExportExpiries } from '@app/domain';

/** The part of an address that asks for a filtered list; empty when nothing is filtered or sorted. */
export function expiryQuery(wanted: ExportExpiries): string {
  const query = new URLSearchParams(
    Object.entries(wanted).filter(([, value]) => value !== ''),
  ).toString();
  return query === '' ? '' : `?${query}`;
}
