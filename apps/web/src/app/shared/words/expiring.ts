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
    told: 'People are told',
  },
  more: (count: number): string => `and ${formatCount(count)} more`,
  told: (isReached: boolean, thresholdDays: number): string => {
    if (thresholdDays <= 0) return 'once it has expired';
    const days = `${formatCount(thresholdDays)} ${thresholdDays === 1 ? 'day' : 'days'}`;
    return isReached ? `since ${days} before` : `from ${days} before`;
  },
  none: 'Nothing expires yet',
  noneHint:
    'The certificates of https targets and the domains of all targets stand here, the next one first, as soon as their dates are known.',
  noMatch: 'Nothing like this expires',
  noMatchHint: 'Choose less above to see more.',
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
    'Subscribe to this address in Outlook, Google or Apple Calendar, and the dates that you have chosen here are there and stay right by themselves. The calendar has to reach it.',
  calendarAddress: 'Address of the calendar',
  copy: 'Copy address',
  copied: 'The address is copied',
  notCopied: 'It could not be copied. Select the address and copy it by hand.',
};
