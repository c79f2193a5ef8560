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
  calendar: 'In your calendar',
  calendarHint:
    'Subscribe to this address in Outlook, Google or Apple Calendar, and each of these dates is there and stays right by itself. The calendar has to reach it.',
  calendarAddress: 'Address of the calendar',
  copy: 'Copy address',
  copied: 'The address is copied',
  notCopied: 'It could not be copied. Select the address and copy it by hand.',
};
