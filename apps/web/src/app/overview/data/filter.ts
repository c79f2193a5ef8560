import type { Status, Target } from '@app/domain';
import { WORST_FIRST } from './order';

/** What the list is narrowed to, as the address of the page says it. */
export interface Filter {
  search: string;
  status: Status | null;
  tags: readonly string[];
}

/** Reads the query parameters of the page; what makes no sense is left out. */
export function parseFilter(search?: string, status?: string, tags?: string): Filter {
  return {
    search: search?.trim() ?? '',
    status: WORST_FIRST.find((known) => known === status) ?? null,
    tags: tags?.split(',').filter((tag) => tag !== '') ?? [],
  };
}

export const isNarrowed = ({ search, status, tags }: Filter): boolean =>
  search !== '' || status !== null || tags.length > 0;

export const isSameFilter = (a: Filter, b: Filter): boolean =>
  a.search === b.search && a.status === b.status && a.tags.join() === b.tags.join();

/** True when the target belongs to the narrowed list; the rule is the server's. */
export function isMatch(target: Target, { search, status, tags }: Filter): boolean {
  const sought = search.toLowerCase();
  return (
    (status === null || target.status === status) &&
    tags.every((tag) => target.tags.includes(tag)) &&
    (sought === '' ||
      target.name.toLowerCase().includes(sought) ||
      target.url.toLowerCase().includes(sought))
  );
}
