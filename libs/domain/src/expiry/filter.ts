import { parseAddress } from '../egress/address.ts';
import type { ExpiryChoices, ExpiryFilter, ExpiryItem, ExpirySort } from './schema.ts';

/** The last label of a host or domain; null for an IP address, with or without brackets. */
export function tldOf(host: string): string | null {
  if (parseAddress(host.replace(/^\[|\]$/g, ''))) return null;
  return host.replace(/\.$/, '').split('.').at(-1)?.toLowerCase() || null;
}

const isSame = (wanted: string, value: string | null): boolean =>
  value?.toLowerCase() === wanted.toLowerCase();

/** True for an end that is wanted. */
export const matchesExpiry = (
  item: Pick<ExpiryItem, 'kind' | 'registrar' | 'tld' | 'tags'>,
  { kind, registrar, tld, tag }: ExpiryFilter,
): boolean =>
  (kind === undefined || item.kind === kind) &&
  (registrar === undefined || isSame(registrar, item.registrar)) &&
  (tld === undefined || isSame(tld.replace(/^\./, ''), item.tld)) &&
  (tag === undefined || item.tags.some((one) => isSame(tag, one)));

const KEYS: Readonly<Record<ExpirySort, (item: ExpiryItem) => string | null>> = {
  end: () => null,
  name: ({ name }) => name,
  registrar: ({ registrar }) => registrar,
  tld: ({ tld }) => tld,
  tag: ({ tags }) => tags[0] ?? null,
};

const compare = (one: string, other: string): number => (one < other ? -1 : Number(one > other));

function compareKeys(one: string | null, other: string | null): number {
  if (one === null || other === null) return Number(one === null) - Number(other === null);
  return compare(one.toLowerCase(), other.toLowerCase());
}

/** The order of a list of ends. */
export const compareExpiries =
  (sort: ExpirySort) =>
  (one: ExpiryItem, other: ExpiryItem): number =>
    compareKeys(KEYS[sort](one), KEYS[sort](other)) ||
    one.expiresAt.getTime() - other.expiresAt.getTime() ||
    compare(
      `${one.kind} ${one.name} ${one.targetId}`,
      `${other.kind} ${other.name} ${other.targetId}`,
    );

const distinct = (values: readonly (string | null)[]): string[] =>
  [...new Set(values.filter((value) => value !== null))].sort(compareKeys);

/** The values that a list can be filtered by. */
export const expiryChoices = (items: readonly ExpiryItem[]): ExpiryChoices => ({
  registrars: distinct(items.map(({ registrar }) => registrar)),
  tlds: distinct(items.map(({ tld }) => tld)),
  tags: distinct(items.flatMap(({ tags }) => tags)),
});
