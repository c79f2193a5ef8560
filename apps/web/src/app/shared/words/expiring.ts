import { formatCount } from '../util/figures';

/** Words of the page that lists what expires. */
export const expiringWords = {
  title: 'Expiring',
  list: 'Certificates and domains by days left',
  columns: {
    left: 'Left',
    name: 'What',
    target: 'Target',
    date: 'Ends',
    told: 'Reminders',
  },
  more: (count: number): string => `and ${formatCount(count)} more`,
  told: (isReached: boolean, thresholdDays: number): string => {
    if (thresholdDays <= 0) return 'once it has expired';
    const days = `${formatCount(thresholdDays)} ${thresholdDays === 1 ? 'day' : 'days'}`;
    return isReached ? `since ${days} before` : `from ${days} before`;
  },
  none: 'Nothing expires yet',
  noneHint:
    'Certificates of https targets and the domains of all targets appear here, the next one first, as soon as their dates are known.',
  noMatch: 'Nothing matches',
  noMatchHint: 'Remove a filter above to see more.',
  table: 'Save as CSV',
  filter: {
    kind: { word: 'Kind', all: 'Every kind' },
    kinds: [
      { value: 'certificate', word: 'Certificates' },
      { value: 'domain', word: 'Domains' },
    ],
    registrar: { word: 'Registrar', all: 'Every registrar' },
    tld: { word: 'Top-level domain', all: 'Every ending' },
    tag: { word: 'Tag', all: 'Every tag' },
    sort: 'Order',
    sorts: {
      end: 'Next end first',
      name: 'By name',
      registrar: 'By registrar',
      tld: 'By ending',
      tag: 'By tag',
    },
  },
  calendar: 'In your calendar',
  calendarHint:
    'Subscribe to this address in Outlook, Google or Apple Calendar to see the dates selected here; they stay up to date. The calendar service must be able to reach it.',
  calendarAddress: 'Address of the calendar',
  copy: 'Copy address',
  copied: 'Address copied',
  notCopied: 'Could not copy. Select the address and copy it by hand.',
};
