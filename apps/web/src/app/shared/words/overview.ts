import type { ExpiryItem, Status, StatusCounts } from '@app/domain';
import { formatCount, formatDaysLeft } from '../util/figures';
import { expiryWords } from './expiry';
import { sharedWords } from './shared';

const verb = (count: number): string => (count === 1 ? 'is' : 'are');
const part = (count: number, status: Status): string =>
  `${formatCount(count)} ${verb(count)} ${sharedWords.statuses[status].toLowerCase()}`;

/** The one sentence that says how everything is. `oldest` is how long the longest outage lasts. */
function situation(counts: StatusCounts, oldest: string | null): string {
  const { all, up, down, paused } = counts;
  const watched = all - paused;
  if (all === 0) return 'Nothing is watched yet';
  if (watched === 0)
    return all === 1 ? 'The only target is paused' : `All ${formatCount(all)} targets are paused`;
  const tail = oldest === null ? '' : `, ${down === 1 ? '' : 'oldest '}for ${oldest}`;
  if (down > 0) return `${formatCount(down)} of ${formatCount(watched)} ${verb(down)} down${tail}`;
  const lesser = (['degraded', 'unknown', 'pending'] as const)
    .filter((status) => counts[status] > 0)
    .map((status) => part(counts[status], status));
  if (lesser.length > 0) {
    return up === 0 && lesser.length === 1 && lesser[0]
      ? lesser[0]
      : `None of ${formatCount(watched)} is down, ${lesser.join(', ')}`;
  }
  return watched === 1 ? 'The target is up' : `All ${formatCount(watched)} targets are up`;
}

/** Words of the overview. */
export const overviewWords = {
  title: 'Overview',
  situation,
  wrongNow: 'What is wrong now',
  since: 'since',
  acknowledged: (note: string | null): string =>
    note === null ? 'Acknowledged' : `Acknowledged: ${note}`,
  further: (count: number, isPart: boolean): string =>
    isPart
      ? `${formatCount(count)} and more open alerts`
      : `${formatCount(count)} more open ${count === 1 ? 'alert' : 'alerts'}`,
  search: 'Search name or url',
  filterStatus: 'Filter by status',
  all: 'All',
  tagsChosen: (tags: readonly string[]): string =>
    tags.length === 0
      ? 'Tags'
      : `Tags: ${tags.length > 2 ? formatCount(tags.length) : tags.join(', ')}`,
  tagMatches: { all: 'Targets with all of these', any: 'Targets with any of these' },
  compact: 'Compact rows',
  sort: 'Sort',
  sorted: {
    worst: 'Worst first',
    name: 'By name',
    slowest: 'Slowest first',
    uptime: 'Lowest uptime first',
    newest: 'Newest first',
  },
  noTags: 'No target has a tag yet.',
  clearFilters: 'Clear filters',
  list: 'Targets',
  columns: {
    choose: '',
    status: 'Status',
    name: 'Target',
    day: 'Last 24 h',
    response: 'Response',
    uptime: 'Uptime 24 h',
    menu: 'Actions',
  },
  expiry: (kind: ExpiryItem['kind'], days: number): string =>
    `${expiryWords.kinds[kind]}: ${formatDaysLeft(days)}`,
  domainOnly: 'Domain',
  uptimeShort: 'Uptime',
  suspect: 'Last check failed, confirming',
  gone: 'Removed',
  waiting: 'Loading this target',
  choose: (name: string): string => `Choose ${name}`,
  chooseAll: 'Choose all targets of this list',
  renew: 'The list has changed. Show it',
  menuOf: (name: string): string => `Actions for ${name}`,
  noMatch: 'No target matches',
  noMatchHint: 'Change the search or clear the filters.',
};
