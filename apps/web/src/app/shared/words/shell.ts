/** Names of targets may have 120 characters; a tab shows far fewer. */
const cut = (text: string): string => (text.length > 60 ? `${text.slice(0, 59)}…` : text);

/** Words of the frame around every page. */
export const shellWords = {
  overview: 'Overview',
  alerts: 'Alerts',
  expiring: 'Expiring',
  channels: 'Channels',
  system: 'System',
  inbox: 'Inbox',
  settings: 'Settings',
  add: 'Add target',
  import: 'Import a list',
  navigation: 'Main',
  skip: 'Skip to content',
  bell: (unread: number): string =>
    unread === 0 ? 'Inbox, nothing unread' : `Inbox, ${String(unread)} unread`,
  connectionLost: (clock: string): string => `Connection lost, showing ${clock}`,
  storeAway: (clock: string): string =>
    `MongoDB has not answered since ${clock}. This page shows what was known then.`,
  pageNotLoaded: 'This page could not be loaded: the server does not answer.',
  retry: 'Try again',
  newVersion: 'The server has a new version of this app.',
  reload: 'Reload',
  title: (page: string, down: number): string =>
    down === 0 ? cut(page) : `(${String(down)} down) ${cut(page)}`,
  notFound: 'Page not found',
  notFoundHint: 'There is nothing at this address. It may have been removed.',
  monitorTrouble: 'Problems with the monitor',
  since: 'since',
  toOverview: 'Go to the overview',
  keys: {
    title: 'Keyboard',
    open: 'Keyboard shortcuts',
    search: 'Search targets',
    add: 'Add a target',
    next: 'Next row',
    previous: 'Previous row',
    enter: 'Open the row',
    palette: 'Go to a page or a target',
    help: 'This help',
  },
};
