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
  told: (days: number): string => `from ${formatCount(days)} ${days === 1 ? 'day' : 'days'} on`,
  toldOnTheDay: 'once it has expired',
  due: 'now',
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
