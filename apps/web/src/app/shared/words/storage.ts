import { formatBytes } from '../util/bytes';
import { formatCount } from '../util/figures';

/** What people call what is stored; other collections keep their names. */
const names: Record<string, string | undefined> = {
  history: 'Checks',
  evidence: 'Evidence of failures',
  daily: 'Daily records',
  targets: 'Targets',
  alerts: 'Alerts',
  deliveries: 'Messages',
  inbox: 'Inbox',
  audit: 'Audit log',
  registrations: 'Domains',
  channels: 'Channels',
  settings: 'Settings',
  workers: 'Workers',
  apiNodes: 'Web servers',
  lanes: 'Order of messages',
  callWindows: 'Counts of calls',
  upkeep: 'Upkeep',
  housekeeping: 'Housekeeping',
  secretKeys: 'Keys of secrets',
  storedFormat: 'Version of the data',
  policies: 'Alerting rules',
  statusPages: 'Status pages',
  reports: 'Reports',
};

/** Words for what the document store takes. */
export const storageWords = {
  title: 'Storage',
  list: 'What takes room',
  name: (collection: string): string => names[collection] ?? collection,
  documents: (count: number): string =>
    `${formatCount(count)} ${count === 1 ? 'document' : 'documents'}`,
  size: formatBytes,
  total: (bytes: number): string => `The document store takes ${formatBytes(bytes)}.`,
  growth: (bytes: number | null): string =>
    bytes === null
      ? 'How fast it grows is known after a quarter of a day.'
      : bytes > 0
        ? `It grows by ${formatBytes(bytes)} a day.`
        : 'It does not grow.',
  disk: (free: number, total: number): string =>
    `${formatBytes(free)} of ${formatBytes(total)} on its disk are free.`,
  noDisk: 'Its server does not tell how much of the disk is free.',
  full: (days: number): string =>
    days === 0
      ? 'At this rate the disk is full today.'
      : `At this rate the disk is full in ${formatCount(days)}\u00a0${days === 1 ? 'day' : 'days'}.`,
};
