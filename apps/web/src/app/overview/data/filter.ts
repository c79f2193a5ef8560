import type { ListTargets, Status, TargetSort } from '@app/domain';
import { WORST_FIRST } from './order';

/** What the list is narrowed to, as the address of the page says it. */
export interface Filter {
  search: string;
  status: Status | null;
  tags: readonly string[];
  /** Targets carry all of the tags, or any of them. */
  tagMatch: 'all' | 'any';
}

/** By what the list is sorted, and from which end. */
export interface Sorting {
  by: TargetSort;
  isReversed: boolean;
}

/** What of all targets is listed, and in which order. */
export type TargetQuery = Filter & { sorting: Sorting };

/** What the address says of the list. */
export interface ListAddress {
  search?: string | undefined;
  status?: string | undefined;
  tags?: string | undefined;
  match?: string | undefined;
  sort?: string | undefined;
}

export const DEFAULT_SORTING: Sorting = { by: 'worst', isReversed: false };

/** As `TargetSort` of the domain has them, which would bring all schemas into the first page. */
const SORTS: readonly TargetSort[] = ['worst', 'name', 'newest', 'slowest', 'uptime'];

/** Reads the query parameters of the page; what makes no sense is left out. */
export function readAddress({ search, status, tags, match, sort }: ListAddress): TargetQuery {
  return {
    search: search?.trim() ?? '',
    status: WORST_FIRST.find((known) => known === status) ?? null,
    tags: tags?.split(',').filter((tag) => tag !== '') ?? [],
    tagMatch: match === 'any' ? 'any' : 'all',
    sorting: readSorting(sort),
  };
}

function readSorting(sort = ''): Sorting {
  const isReversed = sort.startsWith('-');
  const by = SORTS.find((known) => known === (isReversed ? sort.slice(1) : sort));
  return by ? { by, isReversed } : DEFAULT_SORTING;
}

/** The query parameters that say so; null for what goes without saying. */
export function writeAddress(query: TargetQuery): Record<keyof ListAddress, string | null> {
  const { search, status, tags, tagMatch } = query;
  return {
    search: search || null,
    status,
    tags: tags.join(',') || null,
    match: tagMatch === 'any' && tags.length > 1 ? 'any' : null,
    sort: writeSorting(query.sorting),
  };
}

/** The parameter `sort`: `name`, or `-name` from the other end; null for the usual order. */
export const writeSorting = ({ by, isReversed }: Sorting): string | null =>
  by === DEFAULT_SORTING.by && !isReversed ? null : `${isReversed ? '-' : ''}${by}`;

/** The order after a click on the head of a column: that column, then its other end. */
export const nextSorting = (present: Sorting, by: TargetSort): Sorting => ({
  by,
  isReversed: present.by === by && !present.isReversed,
});

export const isNarrowed = ({ search, status, tags }: Filter): boolean =>
  search !== '' || status !== null || tags.length > 0;

export const isSameQuery = (a: TargetQuery, b: TargetQuery): boolean =>
  JSON.stringify(a) === JSON.stringify(b);

/** The query in the form of the contract. */
export const toInput = ({
  search,
  status,
  tags,
  tagMatch,
  sorting: { by, isReversed },
}: TargetQuery): Pick<
  ListTargets,
  'search' | 'status' | 'tags' | 'tagMatch' | 'sort' | 'reverse'
> => ({
  ...(search === '' ? {} : { search }),
  ...(status === null ? {} : { status }),
  ...(tags.length === 0 ? {} : { tags: [...tags] }),
  ...(tagMatch === 'any' && tags.length > 1 ? { tagMatch } : {}),
  ...(by === DEFAULT_SORTING.by ? {} : { sort: by }),
  ...(isReversed ? { reverse: true } : {}),
});
